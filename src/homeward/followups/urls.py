from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import appointments, casepage
from homeward.core import navigation
from homeward.followups import appointments as days
from homeward.followups.views import after, bodies, cases, lists, projects, relays, samples
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import CASE, SUBJECT, Work

app_name = "followups"

urlpatterns = [
    path("follow-ups/", lists.mine, name="mine"),
    path("follow-ups/contacts/", lists.contacts, name="contacts"),
    path("follow-ups/interviewers/", lists.interviewers, name="interviewers"),
    path("follow-ups/response/", lists.figures, name="figures"),
    path("follow-ups/samples/", samples.index, name="samples"),
    path("follow-ups/samples/new/", samples.new, name="new_sample"),
    path("follow-ups/samples/<uuid:pk>/", samples.sample, name="sample"),
    path("follow-ups/samples/<uuid:pk>/plan/", samples.plan, name="plan_sample"),
    path("follow-ups/samples/drawn/<uuid:pk>/replace/", samples.replace, name="replace"),
    path("follow-ups/projects/", projects.index, name="projects"),
    path("follow-ups/projects/plan/", projects.plan, name="plan_project"),
    path("follow-ups/relays/", relays.index, name="relays"),
    path("follow-ups/relays/new/", relays.new, name="new_relay"),
    path("follow-ups/relays/<uuid:pk>/end/", relays.end, name="end_relay"),
    path("follow-ups/bodies/", bodies.index, name="bodies"),
    path("follow-ups/bodies/new/", bodies.new, name="new_body"),
    path("follow-ups/bodies/<uuid:pk>/", bodies.body, name="body"),
    path("follow-ups/bodies/<uuid:pk>/end/", bodies.end, name="end_body"),
    path("follow-ups/followed/<uuid:pk>/hand-on/", bodies.hand_on, name="hand_on"),
    path("follow-ups/followed/<uuid:pk>/stop/", bodies.stop, name="stop"),
    path("follow-ups/year/", bodies.steps, name="steps"),
    path("follow-ups/year/new/", bodies.new_step, name="new_step"),
    path("follow-ups/year/<uuid:pk>/end/", bodies.end_step, name="end_step"),
    path("follow-ups/errands/<uuid:pk>/", cases.errand, name="errand"),
    path("follow-ups/<uuid:pk>/", cases.follow_up, name="follow_up"),
    path("follow-ups/<uuid:pk>/held/", cases.hold, name="hold"),
    path("follow-ups/<uuid:pk>/not-held/", cases.miss, name="miss"),
    path("follow-ups/after/cases/<uuid:case_pk>/", after.of_case, name="after_of_case"),
    path("follow-ups/after/cases/<uuid:case_pk>/plan/", after.plan, name="after_plan"),
    path("follow-ups/after/cases/<uuid:case_pk>/new/", after.add, name="after_add"),
    path("follow-ups/after/cases/<uuid:case_pk>/try/", after.try_to_reach, name="after_try"),
    path("follow-ups/after/cases/<uuid:case_pk>/contact/", after.wish, name="after_wish"),
    path("follow-ups/after/<uuid:pk>/", after.follow_up, name="after_follow_up"),
    path("follow-ups/after/<uuid:pk>/held/", after.hold, name="after_hold"),
    path("follow-ups/after/<uuid:pk>/not-held/", after.miss, name="after_miss"),
    path("cases/<uuid:case_pk>/follow-up/", cases.of_case, name="of_case"),
    path("cases/<uuid:case_pk>/follow-up/plan/", cases.plan, name="plan"),
    path("cases/<uuid:case_pk>/follow-up/baseline/", cases.ask_afterwards, name="ask_afterwards"),
    path("cases/<uuid:case_pk>/follow-up/new/", cases.add, name="add"),
    path("cases/<uuid:case_pk>/follow-up/try/", cases.try_to_reach, name="try"),
    path("cases/<uuid:case_pk>/follow-up/contact/", cases.wish, name="wish"),
    path("cases/<uuid:case_pk>/follow-up/lost/", cases.lost, name="lost"),
    path("cases/<uuid:case_pk>/follow-up/relay/", cases.ask_relay, name="ask_relay"),
    path("cases/<uuid:case_pk>/follow-up/closure/", cases.after_closure, name="after_closure"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Follow-up"),
        url="followups:mine",
        icon="phone-call",
        action="followups.read",
        section="followups",
    ),
)
casepage.add(
    casepage.Tab(
        label=_("Follow-up"),
        url="followups:of_case",
        action="followups.read",
        key="followups",
        place=85,
        when=lambda case, _user: case.arrived_on is not None,
    )
)
pages.add(
    TaskKind.HOLD_FOLLOW_UP,
    Work(
        "followups:follow_up", SUBJECT, "followups.hold", _("Open the follow-up"),
        _("It is part of the year after the arrival."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.RENEW_CONTACT,
    Work(
        "followups:try", CASE, "followups.hold", _("Note a try"),
        _("The person was not reached, and a day was named to try again."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.REPORT_ERRAND,
    Work(
        "followups:errand", SUBJECT, "followups.hold", _("Note what they report"),
        _("Somebody was asked to help find the person."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.HAND_ON_FOLLOW_UP,
    Work(
        "followups:hand_on", SUBJECT, "followups.plan", _("Choose the body"),
        _("The mandate of the body that follows this person ends."),
    ),
)  # fmt: skip
appointments.add(days.of)
