"""The pages, as a browser without scripts asks for them."""

import re
from typing import Any

import pytest
from django.urls import reverse

from homeward.complaints import actions
from homeward.complaints.choices import State
from homeward.complaints.models import Complaint, Entry, Handler
from homeward.complaints.tests.conftest import WORDS, Desk
from homeward.core import limits
from homeward.referrals.models import Referral

FILLED = {"kind": "complaint", "category": "delay", "what": WORDS}


def url(name: str, *args: object) -> str:
    return reverse(f"complaints:{name}", args=args)


def send(client: Any, desk: Desk, **fields: str) -> Any:
    return client.post(url("desk", desk.cast.host.pk), {**FILLED, **fields})


def code_on(answer: Any) -> str:
    found = re.search(r'<p class="cp-code"><bdi>([^<]+)</bdi>', answer.content.decode())
    assert found is not None
    return found[1]


def test_anybody_complains_reads_the_answer_and_appeals(
    desk: Desk, client: Any, client_of: Any
) -> None:
    client.cookies["django_language"] = "fr"
    assert client.get(url("desk", desk.cast.host.pk)).status_code == 200
    answer = send(client, desk)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    kept = Complaint.objects.get()
    assert (kept.is_anonymous, kept.language, kept.what) == (True, "fr", WORDS)
    code = code_on(answer)

    handler = client_of(desk.handler)
    page = url("complaint", kept.pk)
    assert handler.get(page).status_code == 200
    given = {"handler": desk.handler.pk, "text": "Reçu."}
    assert handler.post(url("acknowledge", kept.pk), given).status_code == 302
    assert handler.post(url("note", kept.pk), {"text": "Internal."}).status_code == 302
    given = {"text": "Vous avez raison.", "outcome": "upheld", "language": "fr"}
    assert handler.post(url("answer", kept.pk), given).status_code == 302

    typed = client.post(url("enter", desk.cast.host.pk), {"code": code.lower()})
    read = client.get(typed.headers["Location"])
    assert b"Vous avez raison." in read.content
    assert b"Internal." not in read.content
    assert desk.handler.name.encode() not in read.content
    sent = client.post(url("appeal_by_code", code), {"appeal-text": "Personne n’a appelé."})
    assert sent.status_code == 302
    assert Complaint.objects.get().state == State.APPEALED
    again = client.post(url("appeal_by_code", code), {"appeal-text": "Encore."})
    assert again.status_code == 409
    assert "Encore." in again.content.decode()

    assert handler.post(url("assign", kept.pk), {"handler": desk.second.pk}).status_code == 302
    second = client_of(desk.second)
    given = {"text": "Deux fois raison.", "outcome": "upheld", "language": "fr"}
    assert second.post(url("hear", kept.pk), given).status_code == 302
    assert Complaint.objects.get().state == State.CLOSED


def test_what_was_typed_stays_when_it_is_refused(desk: Desk, client: Any) -> None:
    answer = send(client, desk, what=" ", about="The course in Tema")
    assert answer.status_code == 409
    assert b"The course in Tema" in answer.content
    assert not Complaint.objects.exists()


def test_a_program_that_fills_every_field_leaves_nothing(desk: Desk, client: Any) -> None:
    assert send(client, desk, website="https://example.org").status_code == 200
    assert not Complaint.objects.exists()


def test_too_many_from_one_address_wait(
    desk: Desk, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "homeward.complaints.views.desk.SENT", limits.Limit("complaint-test", 1, 60)
    )
    assert send(client, desk).status_code == 200
    assert send(client, desk).status_code == 429
    assert Complaint.objects.count() == 1


def test_a_desk_without_anybody_for_sensitive_matters_is_closed(desk: Desk, client: Any) -> None:
    assert client.get(url("desk", desk.cast.partner_org.pk)).status_code == 404
    Handler.objects.filter(is_sensitive=True).delete()
    assert client.get(url("desk", desk.cast.host.pk)).status_code == 404


def test_a_wrong_code_opens_nothing(client: Any, desk: Desk) -> None:
    assert client.get(url("by_code", "ABCD-EFGH")).status_code == 404
    taken = desk.send_in()
    more = {"more-text": "It was in May."}
    assert client.post(url("say", taken.code), more).status_code == 302
    assert Entry.objects.get().text == "It was in May."
    assert client.get(url("withdraw_by_code", taken.code)).status_code == 200
    assert client.post(url("withdraw_by_code", taken.code)).status_code == 302
    assert client.post(url("withdraw_by_code", taken.code)).status_code == 409
    assert Complaint.objects.get().state == State.WITHDRAWN


def test_a_worker_takes_one_for_a_case_and_sees_the_code_once(desk: Desk, client_of: Any) -> None:
    case, people = desk.cast.family()
    owner = client_of(desk.cast.owner)
    page = url("for_case", case.pk)
    assert owner.get(page).status_code == 200
    today = desk.cast.now.date()
    given = {
        **FILLED, "way": "phone", "language": "fr", "name": "Efua", "received_on_day": today.day,
        "received_on_month": today.month, "received_on_year": today.year,
    }  # fmt: skip
    assert owner.post(page, given | {"what": ""}).status_code == 409
    answer = owner.post(page, given, follow=True)
    assert "-" in code_on(answer)
    assert owner.get(url("taken")).status_code == 302
    kept = Complaint.objects.get()
    assert (kept.person, kept.taken_by) == (people[0], desk.cast.owner)
    assert kept.reference.encode() in owner.get(url("of_case", case.pk)).content
    # Whoever took it reads it, and does nothing with it.
    page = owner.get(url("complaint", kept.pk)).content.decode()
    assert url("acknowledge", kept.pk) not in page


def test_who_is_not_cleared_for_the_person_takes_one_for_the_case(
    desk: Desk, client_of: Any
) -> None:
    case, _people = desk.cast.family()
    assert client_of(desk.leader).get(url("for_case", case.pk)).status_code == 200


def test_buttons_lead_from_case_referral_and_payment(desk: Desk, client_of: Any) -> None:
    case, _people = desk.cast.family()
    owner = client_of(desk.cast.owner)
    assert url("for_case", case.pk).encode() in owner.get(f"/cases/{case.pk}/").content
    assert owner.get(url("for_referral", case.pk)).status_code == 404
    assert owner.get(url("for_payment", case.pk)).status_code == 404
    assert not Referral.objects.exists()


def test_a_sensitive_one_shows_nowhere_to_others(desk: Desk, client_of: Any) -> None:
    taken = desk.send_in("abuse")
    page = url("complaint", taken.complaint.pk)
    reference = taken.complaint.reference.encode()
    for user, status in ((desk.handler, 404), (desk.cast.owner, 404), (desk.second, 200)):
        browser = client_of(user)
        assert browser.get(page).status_code == status
        for list_page in (url("index") + "?asked=all", "/"):
            shown = reference in browser.get(list_page).content
            assert shown is (user == desk.second), (user, list_page)


def test_who_puts_it_out_of_their_own_sight_is_led_to_the_list(desk: Desk, client_of: Any) -> None:
    taken = desk.acknowledged()
    handler = client_of(desk.handler)
    page = url("order", taken.complaint.pk)
    assert handler.get(page).status_code == 200
    answer = handler.post(page, {"category": "corruption", "about_user": "", "case": "none"})
    assert answer.status_code == 422
    answer = handler.post(page, {"category": "corruption", "about_user": "", "case": ""})
    assert answer.headers["Location"] == url("index")
    assert handler.get(url("complaint", taken.complaint.pk)).status_code == 404


def test_the_list_is_cut_by_its_filters(desk: Desk, client_of: Any) -> None:
    late, thanks = desk.send_in(), desk.send_in("other", kind="thanks")
    Complaint.objects.filter(pk=late.complaint.pk).update(acknowledge_by="2020-01-01")
    handler = client_of(desk.handler)
    here = late.complaint.reference.encode()
    there = thanks.complaint.reference.encode()
    for query, found in (
        ("", (True, True)), ("?asked=late", (True, False)), ("?kind=thanks", (False, True)),
        ("?category=delay", (True, False)), ("?asked=mine", (False, False)),
        ("?asked=nonsense&q=" + late.complaint.reference, (True, False)),
    ):  # fmt: skip
        page = handler.get(url("index") + query).content
        assert (here in page, there in page) == found, query


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("received", ["acknowledge", "order", "pass_on", "withdraw", "code"]),
        ("acknowledged", ["answer", "assign", "order", "pass_on", "withdraw"]),
        ("answered", ["appeal", "close", "told", "revoke"]),
    ],
)
def test_each_form_opens_and_refuses_what_is_empty(
    desk: Desk, client_of: Any, state: str, names: list[str]
) -> None:
    make = {"received": desk.send_in, "answered": desk.answered}
    taken = make.get(state, desk.acknowledged)()
    handler = client_of(desk.handler)
    page = handler.get(url("complaint", taken.complaint.pk)).content.decode()
    for name in names:
        here = url(name, taken.complaint.pk)
        assert handler.get(here).status_code == 200
        assert name == "told" or here in page, name
        if name not in {"code", "revoke", "told"}:
            assert handler.post(here, {}).status_code in {409, 422}, name


def test_it_is_passed_on_on_paper(desk: Desk, client_of: Any) -> None:
    taken = desk.acknowledged()
    handler = client_of(desk.handler)
    page = url("pass_on", taken.complaint.pk)
    assert handler.post(page, {"to": "", "text": "Why"}).status_code == 422
    given = {"to": "", "body": "Town hall", "on_paper": "on", "text": "It is about them."}
    assert handler.post(page, given).status_code == 302
    assert b"Town hall" in handler.get(url("complaint", taken.complaint.pk)).content


def test_a_new_code_is_shown_once_and_the_old_one_ends(
    desk: Desk, client: Any, client_of: Any
) -> None:
    taken = desk.send_in()
    handler = client_of(desk.handler)
    code = code_on(handler.post(url("code", taken.complaint.pk), follow=True))
    assert client.get(url("by_code", taken.code)).status_code == 404
    assert client.get(url("by_code", code)).status_code == 200
    assert handler.post(url("revoke", taken.complaint.pk)).status_code == 302
    assert client.get(url("by_code", code)).status_code == 404


def test_handlers_are_named_and_ended_on_their_page(desk: Desk, client_of: Any) -> None:
    leader = client_of(desk.leader)
    assert desk.handler.name.encode() in leader.get(url("settings")).content
    given = {"user": desk.cast.owner.pk, "is_sensitive": "on"}
    assert leader.post(url("name"), given).status_code == 302
    new = Handler.objects.get(user=desk.cast.owner)
    assert leader.get(url("end", new.pk)).status_code == 200
    assert leader.post(url("end", new.pk)).status_code == 302
    assert leader.post(url("end", new.pk)).status_code == 409
    assert (
        leader.post(url("name"), {"user": desk.leader.pk, "is_sensitive": "on"}).status_code == 409
    )
    assert client_of(desk.handler).get(url("settings")).status_code == 403


def test_own_days_are_stated_on_their_page(desk: Desk, client_of: Any) -> None:
    leader = client_of(desk.leader)
    page = url("days", desk.category().pk)
    assert leader.get(page).status_code == 200
    today = desk.cast.now.date()
    given = {
        "acknowledge_days": 1, "answer_days": 5, "appeal_days": 10, "hear_days": 5,
        "day_kind": "working", "source": "", "valid_from_day": today.day,
        "valid_from_month": today.month, "valid_from_year": today.year,
    }  # fmt: skip
    assert leader.post(page, given).status_code == 409
    assert leader.post(page, given | {"source": "Board, 3 May"}).status_code == 302
    assert desk.category().answer_days == 5
    assert desk.send_in().complaint.answer_by > today


def test_figures_hide_small_counts_from_who_does_not_handle(desk: Desk, client_of: Any) -> None:
    for _n in range(2):
        desk.send_in()
    page = url("figures")
    assert b"&lt;10" in client_of(desk.leader).get(page).content
    assert b"&lt;10" not in client_of(desk.focal).get(page).content
    assert client_of(desk.leader).get(page + "?year=1999").status_code == 200


def test_the_card_leads_to_the_public_page_in_three_languages(desk: Desk, client_of: Any) -> None:
    page = client_of(desk.cast.owner).get(url("card")).content.decode()
    assert actions.desk_url(desk.cast.host) in page
    assert 'dir="rtl"' in page
