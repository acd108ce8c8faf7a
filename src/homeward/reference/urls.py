from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.reference.views import occupations, places

app_name = "reference"

urlpatterns = [
    path("places/", places.index, name="places"),
    path("places/areas/<int:pk>/", places.area, name="area"),
    path("places/areas/<int:pk>/boundary/", places.draw, name="draw"),
    path("places/areas/<int:pk>/boundary/remove/", places.erase, name="erase"),
    path("places/countries/<str:country_code>/", places.country, name="country"),
    path("occupations/", occupations.index, name="occupations"),
    path("occupations/skills/<int:pk>/", occupations.skill, name="skill"),
    path("occupations/<int:pk>/", occupations.occupation, name="occupation"),
]

navigation.add(
    navigation.PRE_DESIGN,
    navigation.Item(
        label=_("Places"),
        url="reference:places",
        icon="map-2",
        action="places.read",
        section="places",
    ),
)
navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Occupations"),
        url="reference:occupations",
        icon="briefcase",
        action="occupations.read",
        section="occupations",
    ),
)
