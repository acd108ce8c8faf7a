from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.matches.views import deciding, finding, fitting, weighing

app_name = "matches"

CASE = "cases/<uuid:case_pk>/matches/"

urlpatterns = [
    path(CASE, finding.of_case, name="of_case"),
    path(f"{CASE}others/", finding.others, name="others"),
    path(f"{CASE}<uuid:offer_pk>/", finding.one, name="one"),
    path(f"{CASE}<uuid:offer_pk>/place/", deciding.place, name="place"),
    path(f"{CASE}<uuid:offer_pk>/choose/", deciding.choose, name="choose"),
    path("matches/placings/<uuid:placing_pk>/take-back/", deciding.take_back, name="take_back"),
    path("matches/offers/<uuid:offer_pk>/", fitting.persons, name="persons"),
    path("programmes/<int:pk>/ranking/", weighing.ranking, name="ranking"),
    path("programmes/<int:pk>/ranking/new/", weighing.weigh, name="weigh"),
]

casepage.add(
    casepage.Tab(
        label=_("Matches"), url="matches:of_case", action="matches.read", key="matches", place=46
    )
)
