from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.cases.choices import Stage
from homeward.core import navigation
from homeward.surveys import registry, views

app_name = "surveys"

urlpatterns = [
    path("surveys/", views.index, name="index"),
    path("surveys/health/", views.health, name="health"),
    path("surveys/instruments/", registry.index, name="instruments"),
    path("surveys/instruments/new/", registry.new, name="instrument_new"),
    path("surveys/instruments/<uuid:pk>/", registry.instrument, name="instrument"),
    path("surveys/instruments/<uuid:pk>/upload/", registry.upload, name="instrument_upload"),
    path("surveys/versions/<uuid:pk>/", registry.version, name="version"),
    path("surveys/versions/<uuid:pk>/compare/", registry.compare, name="version_compare"),
    path("surveys/versions/<uuid:pk>/sheet/", registry.sheet_file, name="version_sheet"),
    path("surveys/versions/<uuid:pk>/publish/", registry.publish, name="version_publish"),
    path("surveys/<uuid:pk>/", views.fill, name="fill"),
    path("surveys/<uuid:pk>/not-held/", views.not_held, name="not_held"),
    path("surveys/<uuid:pk>/score/", views.score, name="score"),
    path("cases/<uuid:case_pk>/surveys/", views.of_case, name="of_case"),
    path("cases/<uuid:case_pk>/surveys/plan/", views.plan, name="plan"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Surveys"),
        url="surveys:index",
        icon="clipboard-list",
        action="surveys.interview",
        section="surveys",
    ),
)
casepage.add(
    casepage.Tab(
        label=_("Surveys"),
        url="surveys:of_case",
        action="surveys.read",
        key="surveys",
        place=80,
        when=lambda case, _user: case.stage in {Stage.PLAN, Stage.SUPPORT, Stage.FOLLOW_UP},
    )
)
