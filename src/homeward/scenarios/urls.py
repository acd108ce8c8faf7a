from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.committees import subjects
from homeward.core import navigation
from homeward.scenarios import agenda
from homeward.scenarios.views import plays, scenarios

app_name = "scenarios"
urlpatterns = [
    path("scenarios/", scenarios.index, name="index"),
    path("scenarios/new/", scenarios.new, name="new"),
    path("scenarios/compare/", plays.compare, name="compare"),
    path("scenarios/plays/<uuid:pk>/", plays.play, name="play"),
    path("scenarios/plays/<uuid:pk>/stop/", plays.stop, name="stop"),
    path("scenarios/changes/<uuid:pk>/remove/", scenarios.unchange, name="unchange"),
    path("scenarios/assumptions/<uuid:pk>/", scenarios.versions, name="versions"),
    path("scenarios/<uuid:pk>/", scenarios.scenario, name="scenario"),
    path("scenarios/<uuid:pk>/assume/", scenarios.assume, name="assume"),
    path("scenarios/<uuid:pk>/history/", scenarios.history, name="history"),
    path("scenarios/<uuid:pk>/history/take-up/", scenarios.take_up, name="take_up"),
    path("scenarios/<uuid:pk>/change/", scenarios.change, name="change"),
    path("scenarios/<uuid:pk>/play/", plays.ask, name="ask"),
    path("scenarios/<uuid:pk>/share/", plays.share, name="share"),
]

navigation.add(
    navigation.PRE_DESIGN,
    navigation.Item(
        label=_("Scenarios"),
        url="scenarios:index",
        icon="git-compare",
        action="scenarios.read",
        section="scenarios",
    ),
)

# A committee decides on what was shared with all who have a seat.
subjects.register("scenario", _("Scenario"), agenda.resolve, agenda.offer)
