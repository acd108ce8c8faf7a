from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.reception.views import board

app_name = "reception"
urlpatterns = [
    path("arrivals/", board.arrivals, name="arrivals"),
    path("arrivals/<uuid:pk>/", board.receive, name="receive"),
    path("arrivals/<uuid:pk>/prepare/", board.prepare, name="prepare"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Arrivals"),
        url="reception:arrivals",
        icon="plane-arrival",
        action="cases.receive",
        section="arrivals",
    ),
)
