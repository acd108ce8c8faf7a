"""The pages of budgets, books, registers, rules and reserves."""

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.access.choices import Role
from homeward.actors.models import Actor
from homeward.funds import actions
from homeward.funds.choices import Check, Way
from homeward.funds.models import (
    BudgetShare,
    CheckMade,
    CheckRule,
    Delivery,
    ExchangeRate,
    Payment,
    PaymentReturn,
    Reservation,
    ReserveRequest,
    ReserveRule,
    StockItem,
    Supplier,
    Voucher,
)
from homeward.funds.tests.test_pages import upload, url
from homeward.funds.tests.test_reserves import ask, over, reserve

__all__ = ["reserve"]


def day(name: str, on: Any) -> dict[str, str]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_books_are_read_down_to_the_instalment(till: Any, client_of: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    till.pay(instalment)
    officer = client_of(till.cast.finance)
    assert "Corridor" in text(officer.get(url("books")))
    budget = till.budget
    for book in (budget.commitment_book_id, budget.cash_book_id):
        page = text(officer.get(url("book", book)))
        assert "Balances" in page
        assert "Does not balance" not in page
    sheet = officer.get(url("book", budget.cash_book_id) + "?format=csv")
    assert "Bank and cash" in sheet.content.decode("utf-8-sig")
    assert officer.get(url("book", budget.cash_book_id) + "?format=xlsx").content[:2] == b"PK"
    bank = till.account("bank")
    page = text(officer.get(url("account", bank.pk)))
    assert "Ansah family" in page
    assert url("payment", instalment.pk) in page
    assert "paid" in text(officer.get(url("account", bank.pk) + "?format=csv")).lower()
    # Nobody else's: the same 404 as what is not there.
    assert client_of(till.cast.partner).get(url("books")).status_code == 403
    other = till.cast.user("other", till.cast.stranger_org, Role.FINANCE_OFFICER)
    assert client_of(other).get(url("book", budget.cash_book_id)).status_code == 404
    assert client_of(other).get(url("account", bank.pk)).status_code == 404


def test_a_budget_names_its_donors_and_what_they_gave(till: Any, client_of: Any) -> None:
    donor, budget, today = Actor.objects.create(name="Northern"), till.budget, till.cast.now.date()
    officer = client_of(till.cast.finance)
    wrong = officer.post(url("shares", budget.pk), {"donor_1": donor.pk, "percent_1": "99"})
    assert wrong.status_code == 409
    assert "add up to 100" in text(wrong)
    officer.post(url("shares", budget.pk), {"donor_1": donor.pk, "percent_1": "100"})
    assert BudgetShare.objects.get().donor == donor
    said = {"key": "k1", "donor": donor.pk, "amount": "500", **day("on", today)}
    assert officer.post(url("receive", budget.pk), said).status_code == 302
    assert officer.post(url("receive", budget.pk), said).status_code == 409
    assert "500" in text(officer.get(url("donor", donor.pk)))
    assert officer.get(url("donor", donor.pk) + "?format=csv").status_code == 200
    page = text(officer.get(url("budget", budget.pk)))
    assert "Northern" in page
    assert "Ansah family" in page
    officer.post(url("release", Reservation.objects.get().pk))
    assert Reservation.objects.get().released == Decimal(1200)


def test_a_line_s_own_donors_are_named_on_its_instalment(till: Any, client_of: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    donor, officer = Actor.objects.create(name="Southern"), client_of(till.cast.finance)
    assert "no donor is named" in text(officer.get(url("payment", instalment.pk)))
    officer.post(url("line_shares", instalment.pk), {"donor_1": donor.pk, "percent_1": "100"})
    assert "Southern" in text(officer.get(url("payment", instalment.pk)))
    assert "Southern" in text(officer.get(url("line_shares", instalment.pk)))
    assert client_of(till.cast.partner).get(url("line_shares", instalment.pk)).status_code == 403


def test_a_payment_is_refused_with_every_check_that_is_missing(till: Any, client_of: Any) -> None:
    officer, today = client_of(till.cast.finance), till.cast.now.date()
    rule = {
        "programme": till.cast.programme.pk, "check_code": "invoice_matches", "way": "",
        "source": "SOP 7", **day("valid_from", today),
    }  # fmt: skip
    officer.post(url("new_check"), rule)
    officer.post(url("new_check"), rule | {"check_code": "photo_seen"})
    assert "SOP 7" in text(officer.get(url("checks")))
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    paid_on = day("paid_on", today)
    refused = officer.post(url("payment", instalment.pk), paid_on)
    assert refused.status_code == 409
    assert "Nobody said that the invoice matches" in text(refused)
    assert "Nobody saw a photo yet" in text(refused)
    for code in ("invoice_matches", "photo_seen"):
        asked = url("check", instalment.pk) + f"?check={code}"
        assert officer.get(asked).status_code == 200
        paper = upload(b"%PDF-1.4 note") if code == "photo_seen" else {}
        officer.post(asked, {"check_code": code, **day("on", today), **paper})
    made = CheckMade.objects.get(check_code="photo_seen")
    assert officer.get(url("check_file", made.pk)).content == b"%PDF-1.4 note"
    assert officer.post(url("payment", instalment.pk), paid_on).status_code == 302
    officer.post(url("end_check", CheckRule.objects.first().pk))
    assert CheckRule.objects.filter(valid_until=today).count() == 1
    said = {"reason": "bounced", **day("on", today)}
    officer.post(url("return", Payment.objects.get().pk), said)
    assert PaymentReturn.objects.count() == 1
    assert "The bank sent it back" in text(officer.get(url("payment", instalment.pk)))


def test_rates_are_entered_and_read_from_a_file(till: Any, client_of: Any) -> None:
    officer, today = client_of(till.cast.finance), till.cast.now.date()
    said = {"base": "eur", "quote": "ghs", "rate": "14.1", "source": "Bank", **day("on", today)}
    officer.post(url("new_rate"), said)
    good = "base,quote,rate,on,source\nEUR,XOF,655.957,2026-01-02,BCEAO\n"
    bad = good + "EUR,GHS,much,2026-01-02,Bank\nEUR,EUR,1,2026-01-02,Bank\n"
    answer = officer.post(url("import_rates"), {"file": file("rates.csv", bad)})
    assert answer.status_code == 409
    assert "Line 3" in text(answer)
    assert "Line 4" in text(answer)
    assert ExchangeRate.objects.count() == 1
    officer.post(url("import_rates"), {"file": file("rates.csv", good)})
    assert "655.957" in text(officer.get(url("rates")))


def file(name: str, content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode(), "text/csv")


def test_a_bank_s_statement_is_laid_beside_the_payments(till: Any, client_of: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    till.pay(instalment)
    officer, today = client_of(till.cast.finance), till.cast.now.date()
    where = url("bank", till.budget.pk)
    assert officer.get(where).status_code == 200
    said = f"on,amount,reference\n{today},1200,{till.plan.case.reference}\n{today},5,Fee\n"
    page = text(officer.post(where, {"currency": "eur", "file": file("bank.csv", said)}))
    assert "Fee" in page
    assert "Every payment of these days is at the bank" in page
    wrong = officer.post(where, {"currency": "EUR", "file": file("bank.csv", "on,amount\nx,y\n")})
    assert wrong.status_code == 409
    assert "Line 2" in text(wrong)


def test_registers_are_kept_on_their_pages(till: Any, client_of: Any) -> None:
    manager, today = client_of(till.cast.partner), till.cast.now.date()
    assert "No supplier yet" in text(manager.get(url("suppliers")))
    said = {"name": "Accra Tools", "what": "Tools", "is_active": "on"}
    manager.post(url("new_supplier"), said)
    assert manager.post(url("new_supplier"), said).status_code == 409
    supplier = Supplier.objects.get()
    manager.post(url("supplier", supplier.pk), {"name": "Accra Tools", "what": "Tools"})
    assert "Accra Tools" not in text(manager.get(url("suppliers")))
    assert "Accra Tools" in text(manager.get(url("suppliers") + "?all=1"))
    assert client_of(till.cast.stranger).get(url("supplier", supplier.pk)).status_code == 404
    manager.post(url("new_item"), {"name": "Saw", "unit": "piece"})
    item = StockItem.objects.get()
    manager.post(url("item", item.pk), {"kind": "in", "quantity": "3", **day("on", today)})
    over_it = {"kind": "lost", "quantity": "4", **day("on", today)}
    assert manager.post(url("item", item.pk), over_it).status_code == 409
    assert "Saw" in text(manager.get(url("stock")))
    assert client_of(till.cast.stranger).get(url("item", item.pk)).status_code == 404


def test_a_voucher_and_goods_go_their_way_on_the_instalment_s_page(
    till: Any, client_of: Any
) -> None:
    manager, today = client_of(till.cast.partner), till.cast.now.date()
    supplier = till.partner(actions.keep_supplier, None, name="Accra Tools", what="Tools")
    plan = {"amount_1": "700", "way": "voucher", "supplier": supplier.pk}
    manager.post(url("plan", till.line.pk), plan)
    (slip,) = till.plan.case.instalments.all()
    assert "Issue the voucher" in text(manager.get(url("instalment", slip.pk)))
    issued = {"supplier": supplier.pk, **day("expires_on", today)}
    manager.post(url("voucher", slip.pk), issued)
    page = text(manager.get(url("instalment", slip.pk)))
    assert Voucher.objects.get().number in page
    manager.post(url("instalment", slip.pk), upload(b"%PDF-1.4 slip") | day("redeemed_on", today))
    assert Voucher.objects.get().redeemed_on == today
    (goods,) = till.plan_parts("500", way=Way.GOODS)
    for step in ("there", "told", "handed"):
        assert url(step, goods.pk) in text(manager.get(url("instalment", goods.pk)))
        manager.post(url(step, goods.pk), day("on", today))
    assert Delivery.objects.get().handed_on == today
    assert "Bring the proof" in text(manager.get(url("instalment", goods.pk)))


def test_a_visit_is_recorded_by_the_case_manager(till: Any, client_of: Any) -> None:
    till.ask_for(Check.VISIT_DONE)
    (instalment,) = till.plan_parts("1200")
    manager, today = client_of(till.cast.partner), till.cast.now.date()
    assert url("visit", instalment.pk) in text(manager.get(url("instalment", instalment.pk)))
    manager.post(url("visit", instalment.pk), {"check_code": "visit_done", **day("on", today)})
    assert CheckMade.objects.get().by == till.cast.partner


def test_a_reserve_is_asked_and_answers_on_its_pages(
    table: Any, reserve: Any, client_of: Any
) -> None:
    plan = over(table)
    manager, officer = client_of(table.cast.partner), client_of(table.cast.finance)
    page = text(manager.get(url("ask", table.case.pk)))
    assert "300" in page
    said = {
        "budget": reserve.pk, "need": "over_package", "amount": "300", "reason": "A wheelchair",
        "vulnerability": "unknown",
    }  # fmt: skip
    refused = manager.post(url("ask", table.case.pk), said)
    assert refused.status_code == 409
    assert "asks that a vulnerability was assessed" in text(refused)
    assert "A wheelchair" in text(refused)
    manager.post(url("ask", table.case.pk), said | {"vulnerability": "met"})
    asked = ReserveRequest.objects.get()
    assert asked.plan == plan
    assert "Open the requests" in text(officer.get(url("index")))
    assert "Ansah family" in text(officer.get(url("requests")))
    assert officer.post(url("decide", asked.pk), {"text": "", "grant": "1"}).status_code == 409
    officer.post(url("decide", asked.pk), {"text": "Plain", "grant": "1"})
    assert "Granted" in text(officer.get(url("decide", asked.pk)))
    assert "Reserved for this plan" in text(manager.get(url("of_case", table.case.pk)))
    assert client_of(table.cast.stranger).get(url("ask", table.case.pk)).status_code == 404
    assert client_of(table.cast.stranger).get(url("decide", asked.pk)).status_code == 403


def test_a_request_is_refused_and_a_rule_added_on_their_pages(
    table: Any, reserve: Any, client_of: Any
) -> None:
    asked = ask(table, over(table), reserve)
    officer = client_of(table.cast.finance)
    officer.post(url("decide", asked.pk), {"text": "Ask the municipality", "refuse": "1"})
    page = text(client_of(table.cast.partner).get(url("of_case", table.case.pk)))
    assert "Ask the municipality" in page
    rule = {
        "need": "budget_empty", "roles": ["case_manager"], "ceiling": "100", "source": "Manual",
        **day("valid_from", table.cast.now.date()),
    }  # fmt: skip
    officer.post(url("new_rule", reserve.pk), rule)
    assert ReserveRule.objects.filter(source="Manual").count() == 1
    assert "Manual" in text(officer.get(url("budget", reserve.pk)))
