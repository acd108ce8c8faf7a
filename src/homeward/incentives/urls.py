from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.incentives import views

app_name = "incentives"

urlpatterns = [
    path("incentives/", views.index, name="index"),
    path("incentives/new/", views.new, name="new"),
    path("incentives/<uuid:incentivefund_pk>/", views.fund, name="fund"),
    path("incentives/<uuid:incentivefund_pk>/enter/", views.enter, name="enter"),
    path("incentives/entries/<uuid:measure_pk>/remark/", views.remark, name="remark"),
]

navigation.add(
    navigation.DESIGN,
    navigation.Item(
        label=_("Incentive funds"),
        url="incentives:index",
        icon="building-bank",
        action="incentives.read",
        section="incentives",
    ),
)
