"""The API: the pages' rows and verbs, for programs."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.core import limits
from homeward.exchange.models import ApiRequest, ApiToken
from homeward.persons import actions as persons
from homeward.persons.models import Consent
from homeward.referrals import actions as referrals
from homeward.referrals import queries as referral_queries
from homeward.referrals.models import Referral, StatusChange


@pytest.fixture
def referral(cast: Any) -> Referral:
    """Sent by the owner to the training centre."""
    cast.agree(cast.host, cast.provider, Purpose.REFERRAL)
    case, people = cast.family()
    cast.consent(people[0], cast.provider, Purpose.REFERRAL)
    with cast.as_app(cast.owner):
        facts = referral_queries.facts_to_choose(case, people[0], on=cast.now.date())
        sent = referrals.draft(
            case, cast.service(), person=people[0], facts=facts[:2], message="Please call first",
            by=cast.owner, at=cast.now,
        )  # fmt: skip
        referrals.send(sent, by=cast.owner, at=cast.now)
    return sent


def test_the_owner_s_program_reads_the_file(cast: Any, program: Any) -> None:
    case, people = cast.family()
    own = program(cast.owner)
    assert own.get("me").json()["organisation"] == "Return Counselling"
    (item,) = own.get("cases").json()["items"]
    assert (item["id"], item["title"]) == (str(case.pk), "Ansah family")
    detail = own.get(f"cases/{case.pk}").json()
    assert [member["name"] for member in detail["members"]] == ["Efua Ansah", "Yaw Ansah"]
    (fact,) = own.get(f"cases/{case.pk}/facts").json()["items"]
    assert (fact["value"], fact["data_class"]) == ("Tailor, 6 years", "profile")
    (first, *_) = own.get("persons", q="efua").json()["items"]
    assert (first["id"], first["case"]) == (str(people[0].pk), str(case.pk))


def test_a_stranger_s_program_finds_nothing_as_if_it_did_not_exist(cast: Any, program: Any) -> None:
    case, _people = cast.family()
    stranger = program(cast.stranger)
    assert stranger.get("cases").json()["items"] == []
    assert stranger.get("persons", q="efua").json()["items"] == []
    for path in ("cases/{}", "cases/{}/facts"):
        hidden, missing = (stranger.get(path.format(pk)) for pk in (case.pk, uuid4()))
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert hidden.content == missing.content


def test_consent_withdrawn_closes_the_program_s_next_request(cast: Any, program: Any) -> None:
    case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    for person in people:
        cast.consent(person, cast.partner_org)
    partner = program(cast.partner)
    assert partner.get(f"cases/{case.pk}").status_code == 200
    with cast.as_app(cast.owner):
        held = Consent.objects.filter(recipient_org=cast.partner_org)
        persons.withdraw_consent([c.pk for c in held], by=cast.owner, at=cast.now)
    assert partner.get(f"cases/{case.pk}").status_code == 404


def test_a_scope_narrows_and_a_role_is_not_widened(cast: Any, program: Any) -> None:
    narrow = program(cast.owner, frozenset({"referrals.read"}))
    answer = narrow.get("cases")
    assert (answer.status_code, answer.json()["code"]) == (403, "no_scope")
    answer = program(cast.officer).get("cases")
    assert (answer.status_code, answer.json()["code"]) == (403, "no_role")


def test_a_role_taken_away_binds_the_next_request(cast: Any, program: Any) -> None:
    own = program(cast.owner)
    assert own.get("cases").status_code == 200
    User.objects.filter(pk=cast.owner.pk).update(roles=["provider"])
    assert own.get("cases").status_code == 403


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer hw_guess", "Basic aHc6aHc=", "Bearer \x7f"]
)
def test_without_a_token_in_use_nothing_is_told(cast: Any, client: Any, header: str) -> None:
    answer = client.get("/api/v1/cases", headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer.json()["code"]) == (401, "no_token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("end", ["revoked_at", "expires_at", "suspended", "moved"])
def test_a_token_ends(cast: Any, program: Any, end: str) -> None:
    own = program(cast.owner)
    assert own.get("me").status_code == 200
    if end == "suspended":
        User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    elif end == "moved":
        User.objects.filter(pk=cast.owner.pk).update(organisation=cast.stranger_org)
    else:
        ApiToken.objects.update(**{end: cast.now - timedelta(hours=1)})
    assert own.get("me").status_code == 401


def test_a_session_is_no_token(cast: Any, client_of: Any) -> None:
    assert client_of(cast.owner).get("/api/v1/cases").status_code == 401


def test_guessing_tokens_ends_in_429(cast: Any, client: Any, program: Any) -> None:
    own = program(cast.owner)
    for number in range(limits.FAILED.most):
        header = {"Authorization": f"Bearer hw_{number}"}
        assert client.get("/api/v1/me", headers=header).status_code == 401
    answer = own.get("me")
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many")
    assert int(answer.headers["Retry-After"]) > 0


def test_both_sides_read_a_referral(cast: Any, program: Any, referral: Referral) -> None:
    for user in (cast.owner, cast.trainer):
        caller = program(user)
        (item,) = caller.get("referrals").json()["items"]
        assert item["number"] == referral.number
        detail = caller.get(f"referrals/{referral.pk}").json()
        assert detail["message"] == "Please call first"
        assert "Efua A." in [fact["value"] for fact in detail["facts"]]
    assert program(cast.stranger).get(f"referrals/{referral.pk}").status_code == 404


def test_an_answer_sent_twice_is_one_answer(cast: Any, program: Any, referral: Referral) -> None:
    receiver = program(cast.trainer)
    path = f"referrals/{referral.pk}/answer"
    said = {"accepts": True, "first_day": "2030-01-07", "received_by": "Front desk"}
    first = receiver.post(path, said, key="answer-0001")
    assert (first.status_code, first.json()["status"]) == (200, "accepted")
    again = receiver.post(path, said, key="answer-0001")
    assert (again.status_code, again.json()) == (200, first.json())
    assert StatusChange.objects.filter(referral=referral, to="accepted").count() == 1
    assert ApiRequest.objects.count() == 1
    other = receiver.post(path, said | {"accepts": False}, key="answer-0001")
    assert other.status_code == 409
    assert other.json()["reasons"][0]["code"] == "key_used_otherwise"
    late = receiver.post(path, said, key="answer-0002")
    assert late.json()["reasons"][0]["code"] == "wrong_status"
    # What was refused may be sent again under its key.
    assert ApiRequest.objects.count() == 1


def test_a_refusal_tells_every_reason_in_words(cast: Any, program: Any, referral: Referral) -> None:
    receiver = program(cast.trainer)
    path = f"referrals/{referral.pk}/answer"
    answer = receiver.post(path, {"accepts": True}, key="answer-0001")
    assert answer.status_code == 409
    assert "first day" in answer.json()["reasons"][0]["message"] or answer.json()["reasons"]
    without = receiver.post(path, {"accepts": True})
    assert without.json()["reasons"][0]["code"] == "no_key"
    french = receiver.post(path, {"accepts": True}, **{"Accept-Language": "fr"})
    assert french.headers["Content-Language"] == "fr"


def test_only_the_receiver_answers(cast: Any, program: Any, referral: Referral) -> None:
    path = f"referrals/{referral.pk}/answer"
    body = {"accepts": True, "first_day": "2030-01-07"}
    assert program(cast.owner).post(path, body, key="answer-0001").status_code == 403


@pytest.mark.parametrize(
    ("path", "data"),
    [("cases", {"limit": "x"}), ("cases", {"stage": "nowhere"}), ("persons", {}), ("cases/1", {})],
)
def test_what_can_t_be_read_is_told_without_an_echo(
    cast: Any, program: Any, path: str, data: dict[str, str]
) -> None:
    answer = program(cast.owner).get(path, **data)
    assert answer.status_code in {404, 422}
    assert b"nowhere" not in answer.content or answer.status_code == 404


def test_unknown_fields_are_refused(cast: Any, program: Any, referral: Referral) -> None:
    body = {"accepts": True, "first_day": "2030-01-07", "status": "completed"}
    answer = program(cast.trainer).post(f"referrals/{referral.pk}/answer", body, key="answer-0001")
    assert answer.status_code == 422


def test_the_document_names_every_endpoint_and_no_other_host(client: Any, db: None) -> None:
    document = client.get("/api/v1/openapi.json")
    assert document.status_code == 200
    assert set(document.json()["paths"]) >= {
        "/api/v1/me",
        "/api/v1/cases",
        "/api/v1/referrals/{pk}/answer",
    }
    assert client.get("/api/v1/docs").status_code == 404
