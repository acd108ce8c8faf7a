import io
import re
import zipfile
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.rights import actions
from homeward.rights.choices import AskedBy, IdentityCheck, RequestKind
from homeward.rights.models import ErasureDecision, Hold, RetentionRule, RightsRequest


def at(name: str, *args: Any) -> str:
    return reverse(f"rights:{name}", args=args)


def day(name: str, on: Any) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.fixture
def asked(world: Any, as_app: Any) -> RightsRequest:
    with as_app(world.officer):
        return actions.record(
            world.mother, RequestKind.COPY, asked_by=AskedBy.LETTER,
            received_on=world.cast.now.date(), by=world.officer, at=world.cast.now,
        )  # fmt: skip


def test_an_officer_follows_a_request_from_its_case_to_the_copy(world, client_of, as_app) -> None:
    officer = client_of(world.officer)
    found = officer.get(at("index"), {"reference": world.case.reference})
    assert "Efua Ansah" in found.content.decode()
    made = officer.post(
        at("new", world.mother.pk),
        {"kind": "copy", "asked_by": "letter", "said": "All of it",
         **day("received_on", world.cast.now.date())},
    )  # fmt: skip
    asked = RightsRequest.objects.get()
    assert made.headers["Location"] == at("request", asked.pk)
    shown = officer.get(at("request", asked.pk)).content.decode()
    assert "Say how you know who asks" in shown
    refused = officer.post(at("make_copy", asked.pk))
    assert refused.status_code == HTTPStatus.CONFLICT
    officer.post(at("identity", asked.pk), {"identity": "document"})
    handed = officer.post(at("make_copy", asked.pk))
    assert handed.status_code == HTTPStatus.OK
    assert "/copy/" in handed.content.decode()
    asked.refresh_from_db()
    assert asked.status == "answered"


def test_a_refused_form_keeps_what_was_typed(world, client_of) -> None:
    page = client_of(world.officer).post(
        at("new", world.mother.pk), {"kind": "copy", "asked_by": "letter", "said": "All of it"}
    )
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "All of it" in page.content.decode()


def test_a_request_is_refused_with_words_for_the_person(world, asked, client_of) -> None:
    officer = client_of(world.officer)
    assert officer.get(at("refuse", asked.pk)).status_code == HTTPStatus.OK
    assert officer.post(at("refuse", asked.pk), {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    officer.post(at("refuse", asked.pk), {"ground": "identity", "answer": "Come in person."})
    assert "Come in person." in officer.get(at("request", asked.pk)).content.decode()


def test_a_value_is_put_right_on_its_page(world, client_of) -> None:
    worker = client_of(world.cast.owner)
    url = at("rectify", world.mother.pk, "person", world.mother.pk, "given_name")
    assert worker.get(url).status_code == HTTPStatus.OK
    worker.post(url, {"value": "Abena", "reason": "Passport"})
    page = worker.get(at("person", world.mother.pk)).content.decode()
    assert "Abena" in page
    assert "Efua" in page
    same = worker.post(url, {"value": "Abena", "reason": "Passport"})
    assert same.status_code == HTTPStatus.CONFLICT
    wrong = at("rectify", world.mother.pk, "person", world.son.pk, "given_name")
    assert worker.get(wrong).status_code == HTTPStatus.NOT_FOUND


def test_a_hold_is_set_and_ended(world, client_of) -> None:
    worker = client_of(world.cast.owner)
    worker.post(at("hold", world.mother.pk), {"kind": "audit", "note": "Until May"})
    held = Hold.objects.get()
    assert "Until May" in worker.get(at("person", world.mother.pk)).content.decode()
    assert worker.get(at("end_hold", held.pk)).status_code == HTTPStatus.OK
    worker.post(at("end_hold", held.pk))
    held.refresh_from_db()
    assert held.ended_by == world.cast.owner


def test_an_erasure_goes_through_two_people(closed, client_of) -> None:
    officer, second = client_of(closed.officer), client_of(closed.second)
    officer.post(at("propose", closed.mother.pk), {"ground": "retention", "reason": "Five years"})
    decision = ErasureDecision.objects.get()
    own = officer.post(at("erasure", decision.pk), {"do": "erase"})
    assert own.status_code == HTTPStatus.CONFLICT
    assert "Five years" in second.get(at("erasure", decision.pk)).content.decode()
    done = second.post(at("erasure", decision.pk), {"do": "erase"})
    assert done.status_code == HTTPStatus.FOUND
    decision.refresh_from_db()
    assert decision.status == "carried_out"
    for url in (at("index"), at("person", closed.mother.pk), at("erasure", decision.pk)):
        page = officer.get(url)
        assert page.status_code == HTTPStatus.OK
        assert "Efua" not in page.content.decode()


def test_an_open_case_is_refused_with_its_reason(world, client_of) -> None:
    page = client_of(world.officer).post(
        at("propose", world.mother.pk), {"ground": "request", "reason": "Asked"}
    )
    assert page.status_code == HTTPStatus.CONFLICT
    assert "Close it first" in page.content.decode()


def test_a_closed_case_past_its_time_is_listed(closed, client_of) -> None:
    officer = client_of(closed.officer)
    assert "No programme has a rule yet" in officer.get(at("retention")).content.decode()
    officer.post(
        at("retention"),
        {"programme": closed.cast.programme.pk, "months": 0, "source": "Archive law",
         "valid_from_day": 1, "valid_from_month": 1, "valid_from_year": 2020},
    )  # fmt: skip
    assert RetentionRule.objects.get().months == 0
    from homeward.cases.models import Case  # noqa: PLC0415

    Case.objects.update(closed_at="2021-05-01T00:00Z")
    page = officer.get(at("retention")).content.decode()
    assert closed.case.reference in page
    assert "Archive law" in page


@pytest.mark.parametrize("name", ["person", "new", "hold", "propose"])
def test_a_stranger_finds_no_such_person(world, client_of, name) -> None:
    cast = world.cast
    outsider = cast.user("outside", cast.stranger_org, Role.DATA_PROTECTION_OFFICER)
    assert client_of(outsider).get(at(name, world.mother.pk)).status_code == HTTPStatus.NOT_FOUND


def test_a_stranger_finds_no_request_and_no_erasure(closed, client_of, as_app) -> None:
    with as_app(closed.officer):
        asked = actions.record(
            closed.mother, RequestKind.ERASURE, asked_by=AskedBy.LETTER,
            identity=IdentityCheck.DOCUMENT, received_on=closed.cast.now.date(),
            by=closed.officer, at=closed.cast.now,
        )  # fmt: skip
        decision = actions.propose(
            closed.mother, "request", "Asked", request=asked, by=closed.officer,
            at=closed.cast.now,
        )  # fmt: skip
    outsider = client_of(
        closed.cast.user("outside", closed.cast.stranger_org, Role.DATA_PROTECTION_OFFICER)
    )
    for url in (at("request", asked.pk), at("refuse", asked.pk), at("erasure", decision.pk)):
        assert outsider.get(url).status_code == HTTPStatus.NOT_FOUND


def test_a_provider_has_no_such_page(world, client_of) -> None:
    assert client_of(world.cast.trainer).get(at("index")).status_code == HTTPStatus.FORBIDDEN


def test_an_unknown_link_is_a_page_that_is_not_there(client) -> None:
    assert client.get(at("copy", "nothing")).status_code == HTTPStatus.NOT_FOUND
    assert client.post(at("copy", "nothing")).status_code == HTTPStatus.NOT_FOUND


def test_the_person_downloads_and_asks_on_their_own_pages(world, client_of) -> None:
    herself = client_of(world.herself)
    assert herself.get(reverse("portal:my_data")).status_code == HTTPStatus.OK
    archive = herself.post(reverse("portal:my_copy"))
    assert archive.headers["Content-Type"] == "application/zip"
    herself.post(reverse("portal:my_data"), {"kind": "rectification", "said": "Wrong village"})
    asked = RightsRequest.objects.get()
    assert (asked.identity, asked.owner_org) == (IdentityCheck.SIGN_IN, world.cast.host)
    assert "Wrong village" in client_of(world.officer).get(at("request", asked.pk)).content.decode()


def test_the_link_handed_over_opens_the_copy_and_is_counted(
    own_database, world, client_of, client
) -> None:
    officer = client_of(world.officer)
    officer.post(
        at("new", world.mother.pk),
        {"kind": "copy", "asked_by": "letter", **day("received_on", world.cast.now.date())},
    )
    asked = RightsRequest.objects.get()
    officer.post(at("identity", asked.pk), {"identity": "known"})
    handed = officer.post(at("make_copy", asked.pk)).content.decode()
    link = re.search(r"/copy/[\w-]+/", handed).group(0)
    assert client.get(link).status_code == HTTPStatus.OK
    archive = client.post(link)
    assert archive.headers["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        assert "Efua" in opened.read("copy.json").decode()
    assert "opened once" in officer.get(at("request", asked.pk)).content.decode()
