from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.capacity.views import courses, institutions, ownership, plans, staff
from homeward.core import navigation
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "capacity"

urlpatterns = [
    path("capacity/", institutions.index, name="index"),
    path("capacity/begin/", institutions.begin, name="begin"),
    path(
        "capacity/assessments/<uuid:capacityassessment_pk>/",
        institutions.assessment,
        name="assessment",
    ),
    path("capacity/training/", plans.plans, name="plans"),
    path("capacity/training/new/", plans.new_plan, name="new_plan"),
    path("capacity/training/<uuid:trainingplan_pk>/", plans.plan, name="plan"),
    path("capacity/training/<uuid:trainingplan_pk>/propose/", plans.propose, name="propose"),
    path("capacity/training/<uuid:trainingplan_pk>/approve/", plans.approve, name="approve"),
    path("capacity/training/<uuid:trainingplan_pk>/back/", plans.send_back, name="send_back"),
    path("capacity/training/<uuid:trainingplan_pk>/goals/", plans.new_goal, name="new_goal"),
    path("capacity/goals/<uuid:traininggoal_pk>/", plans.goal, name="goal"),
    path("capacity/goals/<uuid:traininggoal_pk>/remove/", plans.remove_goal, name="remove_goal"),
    path("capacity/curriculum/", courses.curriculum, name="curriculum"),
    path("capacity/curriculum/<int:module_pk>/state/", courses.state_module, name="state_module"),
    path("capacity/courses/", courses.sessions, name="sessions"),
    path("capacity/courses/new/", courses.new_course, name="new_course"),
    path("capacity/courses/<uuid:course_pk>/change/", courses.change_course, name="change_course"),
    path("capacity/courses/<uuid:course_pk>/plan/", courses.plan_session, name="plan_session"),
    path("capacity/sessions/<uuid:coursesession_pk>/", courses.session, name="session"),
    path("capacity/sessions/<uuid:coursesession_pk>/enrol/", courses.enrol, name="enrol"),
    path("capacity/sessions/<uuid:coursesession_pk>/record/", courses.record, name="record"),
    path("capacity/sessions/<uuid:coursesession_pk>/cancel/", courses.cancel, name="cancel"),
    path("capacity/certificates/", staff.certificates, name="certificates"),
    path(
        "capacity/certificates/<uuid:staffcertificate_pk>/", staff.certificate, name="certificate"
    ),
    path("capacity/staff/<uuid:trainee_pk>/forget/", staff.forget, name="forget"),
    path("capacity/coverage/", staff.coverage, name="coverage"),
    path("capacity/ownership/", ownership.ownership, name="ownership"),
]

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Capacity and training"),
        url="capacity:index",
        icon="school",
        action="capacity.read",
        section="capacity",
    ),
)
pages.add(
    TaskKind.APPROVE_TRAINING,
    Work("capacity:plan", SUBJECT, "capacity.plan", _("Read it"),
         _("A partner proposes how your staff is trained.")),
)  # fmt: skip
pages.add(
    TaskKind.MEET_TRAINING_GOAL,
    Work("capacity:goal", SUBJECT, "capacity.plan", _("Say what shows it"),
         _("An approved plan of training names this day.")),
)  # fmt: skip
pages.add(
    TaskKind.RECORD_ATTENDANCE,
    Work("capacity:record", SUBJECT, "capacity.train", _("Say who came"),
         _("Certificates are given by it.")),
)  # fmt: skip
pages.add(
    TaskKind.RENEW_CERTIFICATE,
    Work("capacity:certificate", SUBJECT, "capacity.enrol", _("Find a course"),
         _("A colleague’s certificate lapses on this day.")),
)  # fmt: skip
