from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.committees import kinds
from homeward.committees.views import agenda, bodies, decisions, meetings, minutes, voting, work
from homeward.core import navigation
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "committees"

ONE = "committees/<uuid:committee_pk>/"
SEAT = "committees/seats/<uuid:seat_pk>/"
MEETING = "committees/meetings/<uuid:meeting_pk>/"
ITEM = "committees/items/<uuid:agendaitem_pk>/"
DECISION = "committees/decisions/<uuid:decision_pk>/"
SIGNOFF = "committees/signatures/<uuid:signoff_pk>/"
POINT = "committees/actions/<uuid:actionpoint_pk>/"

urlpatterns = [
    path("committees/", bodies.index, name="index"),
    path("committees/new/", bodies.new, name="new"),
    path("committees/secretariat/", work.secretariat, name="secretariat"),
    path("committees/actions/", work.points, name="points"),
    path(POINT, work.point, name="point"),
    path(f"{POINT}day/", work.other_day, name="other_day"),
    path("committees/decisions/", decisions.register, name="decisions"),
    path(DECISION, decisions.decision, name="decision"),
    path(f"{DECISION}publish/", decisions.publish, name="publish"),
    path(f"{DECISION}signatures/", decisions.ask, name="ask"),
    path(f"{DECISION}lead/", decisions.name_lead, name="name_lead"),
    path(f"{DECISION}close/", voting.close, name="close"),
    path(f"{DECISION}votes/<uuid:seat_pk>/", voting.vote, name="vote"),
    path(SIGNOFF, decisions.signoff, name="signoff"),
    path(f"{SIGNOFF}sign/", decisions.sign, name="sign"),
    path(f"{SIGNOFF}decline/", decisions.decline, name="decline"),
    path(SEAT, bodies.seat, name="seat"),
    path(f"{SEAT}end/", bodies.end_seat, name="end_seat"),
    path(f"{SEAT}holders/", bodies.name_holder, name="name_holder"),
    path("committees/holders/<int:seatholder_pk>/end/", bodies.end_holder, name="end_holder"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}change/", meetings.change, name="change_meeting"),
    path(f"{MEETING}invite/", meetings.invite, name="invite"),
    path(f"{MEETING}answer/", meetings.answer, name="answer"),
    path(f"{MEETING}begin/", meetings.hold, name="hold"),
    path(f"{MEETING}attendance/", meetings.attendance, name="attendance"),
    path(f"{MEETING}cancel/", meetings.cancel, name="cancel"),
    path(f"{MEETING}agenda/paper/", minutes.agenda_paper, name="agenda_paper"),
    path(f"{MEETING}minutes/", minutes.minutes, name="minutes"),
    path(f"{MEETING}minutes/write/", minutes.write_minutes, name="write_minutes"),
    path(f"{MEETING}minutes/remark/", minutes.remark, name="remark"),
    path(f"{MEETING}minutes/approve/", minutes.approve, name="approve"),
    path(f"{MEETING}minutes/paper/", minutes.minutes_paper, name="minutes_paper"),
    path(f"{MEETING}actions/new/", work.new_point, name="new_point"),
    path(f"{ITEM}schedule/", agenda.schedule, name="schedule"),
    path(f"{ITEM}move/", agenda.move_item, name="move_item"),
    path(f"{ITEM}off/", agenda.take_off, name="take_off"),
    path(f"{ITEM}withdraw/", agenda.withdraw, name="withdraw"),
    path(f"{ITEM}said/", agenda.note, name="note"),
    path(f"{ITEM}motion/", voting.put_motion, name="put_motion"),
    path(ONE, bodies.detail, name="detail"),
    path(f"{ONE}edit/", bodies.edit, name="edit"),
    path(f"{ONE}secretariat/", bodies.hand_secretariat, name="hand_secretariat"),
    path(f"{ONE}minimums/new/", bodies.minimum, name="minimum"),
    path(f"{ONE}rules/new/", bodies.procedure, name="procedure"),
    path(f"{ONE}seats/new/", bodies.new_seat, name="new_seat"),
    path(f"{ONE}objectives/", bodies.objectives, name="objectives"),
    path(f"{ONE}actions/", work.of_committee, name="of_committee"),
    path(f"{ONE}propose/", agenda.propose, name="propose"),
    path(f"{ONE}meetings/new/", meetings.plan, name="plan"),
]

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Committees"),
        url="committees:index",
        icon="users-group",
        action="committees.read",
        section="committees",
    ),
)

for kind, work_of in {
    TaskKind.INVITE_SEATS: Work(
        url="committees:invite", about=SUBJECT, action="committees.keep",
        label=_("Read the invitation"), why=_("Nobody was invited yet."),
    ),
    TaskKind.WRITE_MINUTES: Work(
        url="committees:minutes", about=SUBJECT, action="committees.keep",
        label=_("Write the minutes"), why=_("The meeting was held."),
    ),
    TaskKind.SIGN_DECISION: Work(
        url="committees:signoff", about=SUBJECT, action="committees.sign",
        label=_("Read and sign"), why=_("Who answers for it signs, or says why not."),
    ),
    TaskKind.DO_ACTION_POINT: Work(
        url="committees:point", about=SUBJECT, action="committees.sit",
        label=_("Say what came of it"), why=_("A committee agreed on it."),
    ),
}.items():  # fmt: skip
    pages.add(kind, work_of)

kinds.register_all()
