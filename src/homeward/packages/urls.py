from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.packages import views

app_name = "packages"
urlpatterns = [
    path("packages/", views.index, name="index"),
    path("packages/take/", views.take, name="take"),
    path("packages/installations/", views.peers, name="peers"),
    path("packages/installations/card/", views.card, name="card"),
    path("packages/installations/enter/", views.enter, name="enter"),
    path("packages/installations/<int:pk>/forget/", views.forget, name="forget"),
    path("packages/releases/take/", views.take_release, name="take_release"),
    path("packages/releases/<uuid:release_pk>/", views.signed, name="signed"),
    path("packages/comparisons/take/", views.take_comparison, name="take_comparison"),
    path("packages/comparisons/<uuid:run_pk>/", views.comparison, name="comparison"),
    path("packages/<uuid:pk>/receipt/", views.receipt, name="receipt"),
    path("packages/taken/<uuid:pk>/receipt/", views.own_receipt, name="own_receipt"),
    path("cases/<uuid:pk>/send-away/", views.send, name="send"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Other installations"),
        url="packages:index",
        icon="transfer",
        action="packages.read",
        section="packages",
    ),
)
