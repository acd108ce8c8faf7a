from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.funds.choices import InstalmentStatus
from homeward.funds.models import Budget, Instalment, Payment
from homeward.funds.tests.conftest import PDF


def url(name: str, *args: Any) -> str:
    return reverse(f"funds:{name}", args=args)


def upload(content: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("receipt.pdf", content, "application/pdf")}


def test_an_instalment_goes_from_plan_to_payment_on_its_pages(till: Any, client_of: Any) -> None:
    manager, officer = client_of(till.cast.partner), client_of(till.cast.finance)
    assert manager.get(url("of_case", till.table.case.pk)).status_code == 200
    manager.post(url("plan", till.line.pk), {"amount_1": "700", "amount_2": "500"})
    first, second = Instalment.objects.order_by("number")
    assert "Bring the proof" in manager.get(url("instalment", first.pk)).content.decode()
    wrong = manager.post(url("instalment", first.pk), upload(b"<html>"))
    assert wrong.status_code == 409
    assert "Only PDF, JPEG, PNG" in wrong.content.decode()
    manager.post(url("instalment", first.pk), upload(PDF))
    assert "Ansah family" in officer.get(url("index")).content.decode()
    day = till.cast.now.date()
    paid_on = {"paid_on_day": day.day, "paid_on_month": day.month, "paid_on_year": day.year}
    answer = officer.post(url("payment", first.pk), paid_on, follow=True)
    assert "Instalment paid." in answer.content.decode()
    again = officer.post(url("payment", first.pk), paid_on)
    assert again.status_code == 409
    assert "was paid already" in again.content.decode()
    assert Payment.objects.count() == 1
    assert manager.get(url("mine")).content.decode().count("Sewing machine") == 1
    assert second.status == InstalmentStatus.PLANNED


def test_the_same_address_leads_the_fund_office_to_its_own_page(till: Any, client_of: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    answer = client_of(till.cast.finance).get(url("instalment", instalment.pk))
    assert answer.headers["Location"] == url("payment", instalment.pk)


def test_a_proof_is_kept_as_a_file_and_never_shown_as_a_page(till: Any, client_of: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    proof = till.bring(instalment)
    for user, name in ((till.cast.partner, "own_file"), (till.cast.finance, "file")):
        answer = client_of(user).get(url(name, proof.pk))
        assert answer.content == PDF
        assert answer.headers["Content-Disposition"] == 'attachment; filename="receipt.pdf"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client_of(till.cast.stranger).get(url("own_file", proof.pk)).status_code == 404


def test_a_proof_is_refused_on_its_own_page(till: Any, client_of: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    proof = till.bring(instalment)
    officer = client_of(till.cast.finance)
    assert officer.post(url("refuse", proof.pk), {}).status_code == 409
    officer.post(url("refuse", proof.pk), {"reason": "not_dated"})
    page = client_of(till.cast.partner).get(url("instalment", instalment.pk)).content.decode()
    assert "Refused: It has no date" in page
    assert "Bring another proof" in page


def test_an_instalment_is_cancelled_on_its_own_page(till: Any, client_of: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    manager = client_of(till.cast.partner)
    assert manager.get(url("cancel", instalment.pk)).status_code == 200
    manager.post(url("cancel", instalment.pk))
    instalment.refresh_from_db()
    assert instalment.status == InstalmentStatus.CANCELLED


def test_more_than_the_line_is_refused(till: Any, client_of: Any) -> None:
    answer = client_of(till.cast.partner).post(url("plan", till.line.pk), {"amount_1": "1201"})
    assert answer.status_code == 409
    assert "more than the plan line" in answer.content.decode()


def test_a_budget_is_opened_on_its_page(till: Any, client_of: Any) -> None:
    said = {
        "programme": till.cast.programme.pk,
        "name": "2027",
        "amount": "9000",
        "currency": "eur",
    }
    for name, year in (("valid_from", "2027"), ("valid_until", "2028")):
        said |= {f"{name}_day": "1", f"{name}_month": "1", f"{name}_year": year}
    client_of(till.cast.finance).post(url("new_budget"), said)
    assert Budget.objects.get(name="2027").currency == "EUR"


def test_the_stranger_finds_nothing_and_the_wrong_role_is_turned_away(
    till: Any, client_of: Any
) -> None:
    (instalment,) = till.plan_parts("1200")
    stranger = client_of(till.cast.stranger)
    assert stranger.get(url("instalment", instalment.pk)).status_code == 404
    assert stranger.get(url("of_case", till.table.case.pk)).status_code == 404
    assert stranger.get(url("index")).status_code == 403
    assert client_of(till.cast.finance).get(url("mine")).status_code == 403
    assert client_of(till.cast.owner).get(url("payment", instalment.pk)).status_code == 403
