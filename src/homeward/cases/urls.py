from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.cases.views import announcing, facts, files, intake, security, steps

app_name = "cases"
urlpatterns = [
    path("cases/<uuid:pk>/intake/", intake.intake, name="intake"),
    path("cases/<uuid:pk>/announce/", announcing.announce, name="announce"),
    path("cases/<uuid:pk>/facts/", facts.facts, name="facts"),
    path("facts/<uuid:pk>/confirm/", facts.confirm, name="confirm_fact"),
    path("facts/<uuid:pk>/correct/", facts.correct, name="correct_fact"),
    path("cases/<uuid:pk>/take/", files.take, name="take"),
    path("cases/<uuid:pk>/note/", files.note, name="note"),
    path("cases/<uuid:pk>/close/", files.close, name="close"),
    path("cases/<uuid:pk>/security/", security.security, name="security"),
    path("steps/<uuid:pk>/", steps.step, name="step"),
]

casepage.add(
    casepage.Tab(label=_("Case"), url="desk:case", action="cases.read", key="case", place=0),
    casepage.Tab(
        label=_("Facts"), url="cases:facts", action="cases.confirm_facts", key="facts", place=10
    ),
)
