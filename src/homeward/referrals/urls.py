from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.referrals.views import receiving, sending

app_name = "referrals"

urlpatterns = [
    path("referrals/", sending.index, name="index"),
    path("cases/<uuid:case_pk>/referrals/new/", sending.choose, name="choose"),
    path("cases/<uuid:case_pk>/referrals/new/<uuid:service_pk>/", sending.new, name="new"),
    path("referrals/<uuid:pk>/", sending.detail, name="detail"),
    path("referrals/<uuid:pk>/letter/", sending.letter, name="letter"),
    path("referrals/<uuid:pk>/send/", sending.send, name="send"),
    path("referrals/<uuid:pk>/link/", sending.renew_link, name="renew_link"),
    path("referrals/<uuid:pk>/read/", sending.read_outcome, name="read_outcome"),
    path("referrals/<uuid:pk>/discard/", sending.discard, name="discard"),
    path("referrals/<uuid:pk>/withdraw/", sending.withdraw, name="withdraw"),
    path("inbox/", receiving.inbox, name="inbox"),
    path("inbox/<uuid:pk>/", receiving.received, name="received"),
    path("r/<str:token>/", receiving.link, name="link"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Referrals"),
        url="referrals:index",
        icon="send",
        action="referrals.read",
        section="referrals",
    ),
)
navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Referrals to us"),
        url="referrals:inbox",
        icon="send",
        action="referrals.receive",
        section="inbox",
    ),
)
