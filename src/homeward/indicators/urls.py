from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from homeward.committees import kinds, subjects
from homeward.core import navigation
from homeward.indicators import views
from homeward.indicators.models import Indicator

app_name = "indicators"
urlpatterns = [
    path("indicators/", views.index, name="index"),
    path("indicators/new/", views.new, name="new"),
    path("indicators/compute/", views.compute, name="compute"),
    path("indicators/<slug:code>/", views.indicator, name="indicator"),
    path("indicators/<slug:code>/cases/", views.cases, name="cases"),
    path("indicators/<slug:code>/history/<int:figure_pk>/", views.history, name="history"),
    path("indicators/<slug:code>/versions/", views.compare, name="compare"),
    path("indicators/<slug:code>/draft/", views.draft, name="draft"),
    path("indicators/<slug:code>/draft/publish/", views.publish, name="publish"),
    path("indicators/<slug:code>/draft/discard/", views.discard, name="discard"),
    path("indicators/<slug:code>/agree/", views.agree, name="agree"),
    path("indicators/<slug:code>/targets/", views.mark, name="mark"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Indicators"),
        url="indicators:index",
        icon="chart-line",
        action="indicators.read",
        section="indicators",
    ),
)

# A committee decides which indicators are common to all.
subjects.register(
    "indicator",
    _("Indicator"),
    *kinds.by_key(
        lambda _user: Indicator.objects.order_by("position", "code"),
        "indicators.read",
        str,
        lambda row: reverse("indicators:indicator", args=[row.code]),
    ),
)
