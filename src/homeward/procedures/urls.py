from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.procedures import views

app_name = "procedures"

urlpatterns = [
    path("procedures/", views.index, name="index"),
    path("procedures/compare/", views.compare, name="compare"),
    path("procedures/<int:pk>/", views.version, name="version"),
    path("procedures/<int:pk>/steps/", views.add_step, name="add_step"),
    path("procedures/<int:pk>/steps/<int:step_pk>/remove/", views.remove_step, name="remove_step"),
    path("procedures/<int:pk>/publish/", views.publish, name="publish"),
    path("procedures/of/<int:agreement_pk>/next/", views.begin, name="begin"),
]

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Procedures"),
        url="procedures:index",
        icon="checklist",
        action="procedures.read",
        section="procedures",
    ),
)
