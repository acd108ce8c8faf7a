from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import appointments, casepage
from homeward.core import navigation
from homeward.funds import appointments as days
from homeward.funds.choices import Need
from homeward.funds.views import (
    books,
    budgets,
    goods,
    paying,
    planning,
    registers,
    reserves,
    rules,
)
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "funds"

urlpatterns = [
    path("funds/", budgets.index, name="index"),
    path("funds/new/", budgets.new_budget, name="new_budget"),
    path("funds/budgets/<int:pk>/", budgets.budget, name="budget"),
    path("funds/budgets/<int:pk>/shares/", budgets.shares, name="shares"),
    path("funds/budgets/<int:pk>/receive/", budgets.receive, name="receive"),
    path("funds/budgets/<int:pk>/rules/", budgets.new_rule, name="new_rule"),
    path("funds/budgets/<int:pk>/bank/", books.bank, name="bank"),
    path("funds/reservations/<uuid:pk>/release/", budgets.release, name="release"),
    path("funds/books/", books.index, name="books"),
    path("funds/books/<uuid:pk>/", books.book, name="book"),
    path("funds/accounts/<int:pk>/", books.account, name="account"),
    path("funds/donors/<int:pk>/", books.donor, name="donor"),
    path("funds/suppliers/", registers.suppliers, name="suppliers"),
    path("funds/suppliers/new/", registers.new_supplier, name="new_supplier"),
    path("funds/suppliers/<int:pk>/", registers.supplier, name="supplier"),
    path("funds/stock/", registers.stock, name="stock"),
    path("funds/stock/new/", registers.new_item, name="new_item"),
    path("funds/stock/<int:pk>/", registers.item, name="item"),
    path("funds/checks/", rules.checks, name="checks"),
    path("funds/checks/new/", rules.new_check, name="new_check"),
    path("funds/checks/<int:pk>/end/", rules.end_check, name="end_check"),
    path("funds/checks/<uuid:pk>/file/", goods.check_file, name="check_file"),
    path("funds/rates/", rules.rates, name="rates"),
    path("funds/rates/new/", rules.new_rate, name="new_rate"),
    path("funds/rates/import/", rules.import_rates, name="import_rates"),
    path("funds/reserves/", reserves.requests, name="requests"),
    path("funds/reserves/<uuid:pk>/", reserves.decide, name="decide"),
    path("funds/instalments/", planning.mine, name="mine"),
    path("funds/instalments/<uuid:pk>/", planning.instalment, name="instalment"),
    path("funds/instalments/<uuid:pk>/cancel/", planning.cancel, name="cancel"),
    path("funds/instalments/<uuid:pk>/voucher/", goods.voucher, name="voucher"),
    path("funds/instalments/<uuid:pk>/there/", goods.there, name="there"),
    path("funds/instalments/<uuid:pk>/told/", goods.told, name="told"),
    path("funds/instalments/<uuid:pk>/handed/", goods.handed, name="handed"),
    path("funds/instalments/<uuid:pk>/visit/", goods.visit, name="visit"),
    path("funds/instalments/<uuid:pk>/check/", goods.check, name="check"),
    path("funds/instalments/<uuid:pk>/shares/", budgets.line_shares, name="line_shares"),
    path("funds/instalments/<uuid:pk>/payment/", paying.payment, name="payment"),
    path("funds/payments/<uuid:pk>/return/", paying.give_back, name="return"),
    path("funds/proofs/<uuid:pk>/refuse/", paying.refuse, name="refuse"),
    path("funds/proofs/<uuid:pk>/file/", paying.file, name="file"),
    path("funds/proofs/<uuid:pk>/own/", planning.own_file, name="own_file"),
    path("funds/lines/<uuid:line_pk>/", planning.plan, name="plan"),
    path("cases/<uuid:case_pk>/instalments/", planning.of_case, name="of_case"),
    path("cases/<uuid:case_pk>/reserve/", reserves.ask, name="ask"),
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
pages.add(
    TaskKind.TELL_GOODS,
    pages.Work(
        "funds:instalment",
        pages.SUBJECT,
        "funds.hand_out",
        _("Open the instalment"),
        _("The goods are there, and the person does not know it yet."),
    ),
)
pages.add(
    TaskKind.DECIDE_RESERVE,
    pages.Work(
        "funds:decide",
        pages.SUBJECT,
        "funds.decide_reserve",
        _("Open the request"),
        _("A reserve is asked for money. Somebody other than who asked decides."),
        dict(Need.choices),
    ),
)
appointments.add(days.of)
