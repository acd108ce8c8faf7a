import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.access.choices import DataClass, Purpose
from homeward.agreements import actions
from homeward.agreements.models import Agreement
from homeward.agreements.tests.conftest import Cast
from homeward.agreements.tests.test_actions import clause, drafted

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("UTC"))
FORM = {
    "number": "MoU-7",
    "title": "Sharing with the desk",
    "kind": "data_sharing",
    "starts_on_day": "1",
    "starts_on_month": "3",
    "starts_on_year": "2026",
}


@pytest.fixture
def agreement(cast: Cast, as_app) -> Agreement:
    with as_app(cast.manager):
        agreement = drafted(cast)
        actions.add_party(agreement, cast.desk, by=cast.manager)
        clause(agreement, cast)
        clause(
            agreement,
            cast,
            "6.1",
            to_org=cast.desk,
            data_classes={DataClass.IDENTITY},
            purposes={Purpose.ARRIVAL},
        )
        actions.name_controllers(agreement, [cast.owner], by=cast.manager)
    return agreement


def test_the_whole_way_on_the_pages(cast: Cast, client_of) -> None:
    manager = client_of(cast.manager)
    page = manager.post("/agreements/new/", FORM, follow=True)
    agreement = Agreement.objects.get()
    at = f"/agreements/{agreement.pk}/"
    assert "Offer it for signature" in page.content.decode()
    manager.post(f"{at}parties/", {"party-organisation": cast.partner.pk})
    manager.post(
        f"{at}clauses/",
        {
            "clause-number": "5.1",
            "clause-from_org": cast.owner.pk,
            "clause-to_org": cast.partner.pk,
            "clause-data_classes": ["1", "3"],
            "clause-purposes": ["1"],
            "clause-days_after": "0",
            "clause-transfer_ground": "standard_clauses",
        },
    )
    page = manager.post(f"{at}offer/")
    assert page.status_code == 409
    assert "Name the party that is the data controller" in page.content.decode()
    manager.post(f"{at}controllers/", {"controllers-organisations": [cast.owner.pk]})
    manager.post(f"{at}offer/")
    sign(manager, at)
    page = sign(client_of(cast.case_manager), at, follow=True)
    assert "In force" in page.content.decode()
    agreement.refresh_from_db()
    assert agreement.status == "in_force"


def test_the_level_and_the_kind_of_parties_are_said(cast: Cast, client_of) -> None:
    stated = {**FORM, "level": "local", "form": "cities"}
    page = client_of(cast.manager).post("/agreements/new/", stated, follow=True)
    assert "Local · City to city" in page.content.decode()


def test_a_refusal_names_every_reason_and_keeps_what_was_typed(
    agreement: Agreement, cast: Cast, client_of
) -> None:
    page = client_of(cast.manager).post(
        f"/agreements/{agreement.pk}/clauses/",
        {
            "clause-number": "5.1",
            "clause-from_org": cast.owner.pk,
            "clause-to_org": cast.owner.pk,
            "clause-days_after": "0",
            "clause-text": "word for word",
        },
    )
    text = page.content.decode()
    assert page.status_code == 409
    for reason in ("from one party to another", "at least one kind of data", "article with this"):
        assert reason in text
    assert "word for word" in text


def sign(client: Any, at: str, **more: Any) -> Any:
    """As the button does, on the page that says what is signed."""
    read = re.search(r'name="read" value="(\w+)"', client.get(f"{at}sign/").content.decode())
    return client.post(f"{at}sign/", {"read": read[1] if read else ""}, **more)


def test_the_second_signature_answers_409(agreement: Agreement, cast: Cast, client_of) -> None:
    manager = client_of(cast.manager)
    at = f"/agreements/{agreement.pk}/"
    manager.post(f"{at}offer/")
    assert sign(manager, at).status_code == 302
    page = sign(manager, at)
    assert page.status_code == 409
    assert "signed already" in page.content.decode()


def test_before_signing_the_page_says_what_is_signed(
    agreement: Agreement, cast: Cast, client_of
) -> None:
    manager, at = client_of(cast.manager), f"/agreements/{agreement.pk}/"
    assert manager.get(f"{at}sign/").status_code == 409  # still a draft
    manager.post(f"{at}offer/")
    assert f'href="{at}sign/"' in manager.get(at).content.decode()
    page = client_of(cast.officer).get(f"{at}sign/")
    text = page.content.decode()
    for said in ("Return House", "6.1", "Identity", "ask Return House to suspend or end it"):
        assert said in text
    assert f"Sign for {cast.desk}" in text
    assert str(cast.officer) in text
    agreement.refresh_from_db()
    assert not agreement.parties.filter(signed_on__isnull=False).exists()


def test_nobody_signs_another_text_than_the_one_that_was_read(
    agreement: Agreement, cast: Cast, client_of
) -> None:
    manager, officer = client_of(cast.manager), client_of(cast.officer)
    at = f"/agreements/{agreement.pk}/"
    manager.post(f"{at}offer/")
    shown = officer.get(f"{at}sign/").content.decode()
    read = re.search(r'name="read" value="(\w+)"', shown)[1]
    sign(manager, at)  # another's signature is no change of the text
    manager.post(f"{at}take-back/")
    agreement.clauses.filter(number="6.1").update(text="Other words.")
    manager.post(f"{at}offer/")
    for sent in (read, ""):
        page = officer.post(f"{at}sign/", {"read": sent})
        assert page.status_code == 409
        assert "another one since you opened the page" in page.content.decode()
    assert sign(officer, at).status_code == 302


def test_who_has_signed_or_may_not_is_not_asked_to_sign(
    agreement: Agreement, cast: Cast, client_of
) -> None:
    manager, at = client_of(cast.manager), f"/agreements/{agreement.pk}/"
    manager.post(f"{at}offer/")
    sign(manager, at)
    page = manager.get(f"{at}sign/")
    assert page.status_code == 409
    assert "signed already" in page.content.decode()
    assert client_of(cast.outsider).get(f"{at}sign/").status_code in (403, 404)


def test_who_sees_what_cites_the_clause_and_bars_asylum(
    agreement: Agreement, cast: Cast, client_of
) -> None:
    chosen = agreement.clauses.get(number="6.1")
    page = client_of(cast.officer).get(
        f"/agreements/{agreement.pk}/who-sees-what/?clause={chosen.pk}"
    )
    text = page.content.decode()
    assert text.count('class="never"') == 1
    assert "Article 6.1: Return House to Airport Desk" in text
    assert 'aria-current="true"' in text


def test_suspending_and_ending_ask_first(agreement: Agreement, cast: Cast, client_of) -> None:
    manager = client_of(cast.manager)
    at = f"/agreements/{agreement.pk}/"
    manager.post(f"{at}offer/")
    for user in (cast.manager, cast.case_manager, cast.officer):
        sign(client_of(user), at)
    assert "closes at the next request" in manager.get(f"{at}suspend/").content.decode()
    manager.post(f"{at}suspend/")
    agreement.refresh_from_db()
    assert agreement.status == "suspended"
    manager.post(f"{at}resume/")
    assert manager.get(f"{at}end/").status_code == 200
    manager.post(f"{at}end/")
    agreement.refresh_from_db()
    assert agreement.status == "ended"


def test_paper_page_records_a_signature(agreement: Agreement, cast: Cast, client_of) -> None:
    cast.officer.is_active = False
    cast.officer.save()
    manager = client_of(cast.manager)
    manager.post(f"/agreements/{agreement.pk}/offer/")
    party = agreement.parties.get(organisation=cast.desk)
    at = f"/agreements/{agreement.pk}/parties/{party.pk}/paper/"
    assert manager.get(at).status_code == 200
    given = {
        "signatory": "Head of desk",
        "signed_on_day": "1",
        "signed_on_month": "3",
        "signed_on_year": "2026",
    }
    assert manager.post(at, given).status_code == 302
    party.refresh_from_db()
    assert (party.signatory, party.signed_on) == ("Head of desk", date(2026, 3, 1))
    assert manager.post(at, given).status_code == 409


def test_the_wrong_role_and_the_outsider(agreement: Agreement, cast: Cast, client_of) -> None:
    at = f"/agreements/{agreement.pk}/"
    assert client_of(cast.counsellor).get(at).status_code == 200
    assert client_of(cast.counsellor).post(f"{at}sign/").status_code == 403
    assert client_of(cast.counsellor).get("/agreements/new/").status_code == 403
    outsider = client_of(cast.outsider)
    for page in (at, f"{at}who-sees-what/", f"{at}suspend/", "/agreements/999999/"):
        assert outsider.get(page).status_code == 404
    assert outsider.post(f"{at}offer/").status_code == 404
    assert cast.programme.name not in outsider.get("/agreements/").content.decode()


def test_the_list_says_what_waits_for_a_signature(
    agreement: Agreement, cast: Cast, client_of
) -> None:
    assert "Waiting for your organisation" not in (
        client_of(cast.officer).get("/agreements/").content.decode()
    )
    client_of(cast.manager).post(f"/agreements/{agreement.pk}/offer/")
    page = client_of(cast.officer).get("/agreements/?status=signing").content.decode()
    assert "Waiting for your organisation" in page
    assert "0 of 3 parties" in page


def test_contact_points_files_review_and_successor_on_the_pages(
    agreement: Agreement, cast: Cast, client_of
) -> None:
    manager = client_of(cast.manager)
    at = f"/agreements/{agreement.pk}/"
    given = {"contact-organisation": cast.owner.pk, "contact-name": "Front desk"}
    page = manager.post(f"{at}contacts/", given)
    assert 'value="Front desk"' in page.content.decode()
    manager.post(f"{at}contacts/", given | {"contact-about": "questions"})
    scan = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 text")
    manager.post(f"{at}files/", {"file-kind": "signed", "file-file": scan})
    wrong = SimpleUploadedFile("page.html", b"<script>")
    assert (
        manager.post(f"{at}files/", {"file-kind": "annex", "file-file": wrong}).status_code == 409
    )
    text = manager.get(at).content.decode()
    assert "Front desk" in text
    file = agreement.files.get()
    answer = manager.get(f"{at}files/{file.pk}/")
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7 text", "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="signed.pdf"'
    assert client_of(cast.outsider).get(f"{at}files/{file.pk}/").status_code == 404
    review = f"/agreements/review/{agreement.uid}/"
    assert manager.get(review).status_code == 200
    assert manager.post(review, {"outcome": "stands", "note": "kept"}).status_code == 409
    assert client_of(cast.case_manager).get(review).status_code == 403
    next_one = {
        "number": "MoU-8", "title": "Next", "starts_on_day": "1", "starts_on_month": "4",
        "starts_on_year": "2027",
    }  # fmt: skip
    page = manager.post(f"{at}successor/", next_one, follow=True)
    assert "Follows" in page.content.decode()
    assert manager.post(f"{at}successor/", next_one).status_code == 409


def test_who_sees_what_over_all_agreements_in_force(
    agreement: Agreement, cast: Cast, client_of
) -> None:
    manager = client_of(cast.manager)
    assert (
        "Nobody else sees these rows" in manager.get("/agreements/who-sees-what/").content.decode()
    )
    manager.post(f"/agreements/{agreement.pk}/offer/")
    for user in (cast.manager, cast.case_manager, cast.officer):
        sign(client_of(user), f"/agreements/{agreement.pk}/")
    text = manager.get("/agreements/who-sees-what/").content.decode()
    assert text.count('class="never"') == 1
    assert text.count('class="own"') == 10
    assert text.count("MoU-1") >= 3
    chosen = agreement.clauses.get(number="6.1")
    asked = {"from_org": cast.owner.pk, "purpose": "2", "clause": chosen.pk}
    text = manager.get("/agreements/who-sees-what/", asked).content.decode()
    assert "Article 6.1: Return House to Airport Desk" in text
    assert "Reintegration Desk" not in text.split("<table", 1)[1]
    outsider = client_of(cast.outsider).get("/agreements/who-sees-what/?from_org=")
    assert "MoU-1" not in outsider.content.decode()
