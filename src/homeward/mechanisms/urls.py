from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.mechanisms import views
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "mechanisms"

urlpatterns = [
    path("mechanisms/", views.index, name="index"),
    path("mechanisms/new/", views.new, name="new"),
    path("mechanisms/compare/", views.compare, name="compare"),
    path("mechanisms/members/<int:membership_pk>/leave/", views.leave, name="leave"),
    path("mechanisms/rules/<int:routerule_pk>/end/", views.end_rule, name="end_rule"),
    path("mechanisms/handovers/<uuid:handover_pk>/", views.handover, name="handover"),
    path("mechanisms/<uuid:mechanism_pk>/", views.detail, name="detail"),
    path("mechanisms/<uuid:mechanism_pk>/edit/", views.edit, name="edit"),
    path("mechanisms/<uuid:mechanism_pk>/judge/", views.judge, name="judge"),
    path("mechanisms/<uuid:mechanism_pk>/join/", views.join, name="join"),
    path("mechanisms/<uuid:mechanism_pk>/rules/", views.state_rule, name="state_rule"),
    path("mechanisms/<uuid:mechanism_pk>/hand-over/", views.hand_over, name="hand_over"),
]

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Referral systems"),
        url="mechanisms:index",
        icon="route",
        action="mechanisms.read",
        section="mechanisms",
    ),
)
pages.add(
    TaskKind.ANSWER_HANDOVER,
    Work(
        url="mechanisms:handover",
        about=SUBJECT,
        action="mechanisms.keep",
        label=_("Read it"),
        why=_("Its owner offers it to you, with its queue and its routes."),
    ),
)
