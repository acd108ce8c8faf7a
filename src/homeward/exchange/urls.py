from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.exchange import views

app_name = "exchange"

urlpatterns = [
    path("api-tokens/", views.tokens, name="tokens"),
    path("api-tokens/new/", views.new, name="new_token"),
    path("api-tokens/<uuid:pk>/take/", views.take, name="take_token"),
    path("api-tokens/<uuid:pk>/revoke/", views.revoke, name="revoke_token"),
]

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Tokens for programs"),
        url="exchange:tokens",
        icon="key",
        action="exchange.grant_token",
        section="tokens",
    ),
)
