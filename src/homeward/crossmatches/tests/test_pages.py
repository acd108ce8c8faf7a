"""The pages, as focal point, worker, other side, manager and stranger."""

from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.crossmatches.choices import Decision, Outcome, Status
from homeward.crossmatches.models import Crossmatch, Run
from homeward.crossmatches.tests.conftest import Sides, worker


def url(name: str, *args: Any) -> str:
    return reverse(f"crossmatches:{name}", args=args)


def test_without_an_agreement_the_page_says_what_it_takes(cast: Any, client_of: Any) -> None:
    focal = cast.user("focal", cast.host, Role.DATA_PROTECTION_OFFICER)
    text = client_of(focal).get(url("index")).content.decode()
    assert "No agreement allows it" in text
    assert client_of(focal).get(url("ask", cast.partner_org.pk)).status_code == 404


def test_asked_joined_compared_and_decided_by_both(sides: Sides, client_of: Any) -> None:
    ours, theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
    here, there = client_of(sides.focal), client_of(sides.other_focal)
    assert (
        "What goes in, and what never does"
        in here.get(url("ask", sides.other_org.pk)).content.decode()
    )
    asked = here.post(url("ask", sides.other_org.pk))
    run = Run.objects.get()
    assert (asked.status_code, asked["Location"]) == (302, url("run", run.pk))
    assert here.post(url("ask", sides.other_org.pk)).status_code == 409
    assert "asks you to compare" in there.get(url("index")).content.decode()
    assert here.post(url("join", run.pk)).status_code == 409
    assert there.post(url("join", run.pk)).status_code == 302
    assert there.post(url("decline", run.pk)).status_code == 409
    assert "every 5s" in here.get(url("run", run.pk)).content.decode()
    worker(sides.cast)
    text = here.get(url("run", run.pk)).content.decode()
    assert "Efua Ansah" in text
    one, other = sides.row(ours), sides.row(theirs)
    mine, their = client_of(sides.cast.owner), client_of(sides.other_worker)
    assert "Efua Ansah" in mine.get(url("known")).content.decode()
    assert mine.get(url("one", other.pk)).status_code == 404
    assert their.get(url("one", one.pk)).status_code == 404
    page = mine.get(url("decide", one.pk)).content.decode()
    assert "Owner, Return counsellor, owner@example.org" in page
    refused = mine.post(url("decide", one.pk), {"decision": "no_contact", "contact": "typed here"})
    assert refused.status_code == 409
    assert "typed here" in refused.content.decode()
    assert mine.post(url("decide", one.pk), {}).status_code == 422
    wish = {"decision": "contact", "contact": "Lieve, +32 2 555", "reason": "to share a visit"}
    assert mine.post(url("decide", one.pk), wish).status_code == 302
    assert "+32 2 555" not in their.get(url("one", other.pk)).content.decode()
    assert "to share a visit" not in their.get(url("one", other.pk)).content.decode()
    assert their.post(url("decide", other.pk), {**wish, "contact": "Kofi"}).status_code == 302
    assert "+32 2 555" in their.get(url("one", other.pk)).content.decode()
    assert mine.post(url("take_back", one.pk)).status_code == 409
    assert mine.post(url("reached", one.pk), {"reason": "by phone"}).status_code == 302
    assert "In contact" in mine.get(url("one", one.pk)).content.decode()


def test_taken_back_by_whoever_asked(sides: Sides, client_of: Any) -> None:
    run = sides.ask()
    assert client_of(sides.other_focal).post(url("cancel", run.pk)).status_code == 409
    assert client_of(sides.focal).post(url("cancel", run.pk)).status_code == 302
    run.refresh_from_db()
    assert run.status == Status.CANCELLED


def test_the_case_page_says_who_knows_the_household_too(sides: Sides, client_of: Any) -> None:
    from homeward.cases.models import Case  # noqa: PLC0415

    ours = sides.ours("Efua", "Ansah")
    sides.theirs("Efua", "Ansah")
    case = reverse("desk:case", args=[Case.objects.get(person=ours).pk])
    client = client_of(sides.cast.owner)
    assert "Known elsewhere" not in client.get(case).content.decode()
    sides.compare()
    assert "Harbour NGO knows Efua Ansah too" in client.get(case).content.decode()


@pytest.mark.parametrize("name", ["run", "join", "decline", "cancel"])
def test_a_stranger_finds_no_comparison(sides: Sides, client_of: Any, name: str) -> None:
    run = sides.ask()
    stranger = sides.cast.user("all", sides.cast.stranger_org, *set(Role) - {Role.RETURNEE})
    client = client_of(stranger)
    answer = client.get(url(name, run.pk)) if name == "run" else client.post(url(name, run.pk))
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["one", "decide", "take_back", "reached"])
def test_a_stranger_finds_no_pair(sides: Sides, client_of: Any, name: str) -> None:
    ours = sides.ours("Efua", "Ansah")
    sides.theirs("Efua", "Ansah")
    sides.compare()
    stranger = sides.cast.user("all", sides.cast.stranger_org, *set(Role) - {Role.RETURNEE})
    client, path = client_of(stranger), url(name, sides.row(ours).pk)
    answer = client.get(path) if name == "one" else client.post(path, {"decision": "contact"})
    assert answer.status_code == 404


def test_who_has_not_the_verb_is_refused(sides: Sides, client_of: Any) -> None:
    run = sides.ask()
    worker_of_other = client_of(sides.other_worker)
    assert worker_of_other.get(url("run", run.pk)).status_code == 200
    assert worker_of_other.post(url("join", run.pk)).status_code == 403
    manager = client_of(sides.cast.user("pm", sides.one, Role.PROGRAMME_MANAGER))
    assert manager.get(url("index")).status_code == 200
    assert manager.get(url("known")).status_code == 403
    finance = client_of(sides.cast.user("fo", sides.one, Role.FINANCE_OFFICER))
    assert finance.get(url("index")).status_code == 403


def test_my_work_leads_to_the_decision(sides: Sides, client_of: Any) -> None:
    ours = sides.ours("Efua", "Ansah")
    sides.theirs("Efua", "Ansah")
    sides.compare()
    text = client_of(sides.cast.owner).get(reverse("desk:my_work")).content.decode()
    assert url("decide", sides.row(ours).pk) in text
    assert Crossmatch.objects.filter(decision=Decision.WAITING, outcome=Outcome.OPEN).count() == 2
