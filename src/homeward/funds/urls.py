from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.core import navigation
from homeward.funds.views import paying, planning

app_name = "funds"

urlpatterns = [
    path("funds/", paying.index, name="index"),
    path("funds/new/", paying.new_budget, name="new_budget"),
    path("funds/instalments/", planning.mine, name="mine"),
    path("funds/instalments/<uuid:pk>/", planning.instalment, name="instalment"),
    path("funds/instalments/<uuid:pk>/cancel/", planning.cancel, name="cancel"),
    path("funds/instalments/<uuid:pk>/payment/", paying.payment, name="payment"),
    path("funds/proofs/<uuid:pk>/refuse/", paying.refuse, name="refuse"),
    path("funds/proofs/<uuid:pk>/file/", paying.file, name="file"),
    path("funds/proofs/<uuid:pk>/own/", planning.own_file, name="own_file"),
    path("funds/lines/<uuid:line_pk>/", planning.plan, name="plan"),
    path("cases/<uuid:case_pk>/instalments/", planning.of_case, name="of_case"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Funds"), url="funds:index", icon="coins", action="funds.read", section="funds"
    ),
)
navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Instalments"),
        url="funds:mine",
        icon="coins",
        action="funds.plan_instalments",
        section="instalments",
    ),
)
casepage.add(
    casepage.Tab(
        label=_("Instalments"),
        url="funds:of_case",
        action="funds.read_instalments",
        key="instalments",
        place=60,
    )
)
