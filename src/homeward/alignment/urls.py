from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.alignment import views
from homeward.core import navigation

app_name = "alignment"
urlpatterns = [
    path("alignment/", views.index, name="index"),
    path("alignment/compare/", views.compare, name="compare"),
    path("alignment/pairs/", views.pairs, name="pairs"),
    path("alignment/pairs/<int:one>/<int:other>/", views.pair, name="pair"),
    path("alignment/pairs/<int:one>/<int:other>/decide/", views.decide, name="decide"),
    path("alignment/pairs/<int:one>/<int:other>/propose/", views.propose, name="propose"),
    path("alignment/mends/<uuid:pk>/", views.mend, name="mend"),
    path("alignment/mends/<uuid:pk>/answer/", views.answer, name="answer"),
    path("alignment/gaps/", views.gaps, name="gaps"),
    path("alignment/programmes/", views.programmes, name="programmes"),
    path("alignment/programmes/<int:pk>/widening/", views.widening, name="widening"),
    path("alignment/returns/", views.calendar, name="calendar"),
    path("alignment/returns/list/", views.raise_openings, name="raise_openings"),
    path("alignment/openings/<uuid:pk>/", views.opening, name="opening"),
    path("alignment/sides/", views.sides, name="sides"),
    path("alignment/sides/judge/", views.judge, name="judge"),
    path("alignment/funding/", views.funding, name="funding"),
]

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Alignment"),
        url="alignment:index",
        icon="git-compare",
        action="alignment.read",
        section="alignment",
    ),
)
