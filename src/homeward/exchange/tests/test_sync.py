"""A program that keeps a copy: pages that skip nothing, tags, and requests sent twice."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from homeward.access.choices import Purpose
from homeward.cases.models import Case
from homeward.core import limits
from homeward.core.limits import Limit
from homeward.exchange import jobs
from homeward.exchange.models import ApiRequest
from homeward.referrals.models import Referral


def pages(caller: Any, path: str, **asked: Any) -> Iterator[dict[str, Any]]:
    cursor = ""
    while cursor is not None:
        page = caller.get(path, **asked, **({"cursor": cursor} if cursor else {})).json()
        yield page
        cursor = page["next_cursor"]


def draft_of(cast: Any) -> dict[str, Any]:
    """What a sender's program says to draft a referral to the training centre."""
    cast.agree(cast.host, cast.provider, Purpose.REFERRAL)
    case, people = cast.family()
    cast.consent(people[0], cast.provider, Purpose.REFERRAL)
    service = cast.service()
    return {"case": str(case.pk), "person": str(people[0].pk), "service": str(service.pk)}


def test_no_row_is_skipped_while_rows_change(cast: Any, program: Any) -> None:
    cases = [cast.family()[0] for _ in range(5)]
    own = program(cast.owner)
    walk = pages(own, "cases", limit=2)
    met = [item["id"] for item in next(walk)["items"]]
    # One that was met changes, and one that was not.
    Case.objects.filter(pk=met[0]).update(changed_at=timezone.now())
    waiting = next(case for case in cases if str(case.pk) not in met)
    Case.objects.filter(pk=waiting.pk).update(changed_at=timezone.now())
    met += [item["id"] for page in walk for item in page["items"]]
    assert set(met) == {str(case.pk) for case in cases}
    assert met.count(str(waiting.pk)) == 1


def test_what_changed_since_the_last_reading_is_told(cast: Any, program: Any) -> None:
    case, _people = cast.family()
    own = program(cast.owner)
    as_of = own.get("cases").json()["as_of"]
    Case.objects.filter(pk=case.pk).update(changed_at=timezone.now() - timedelta(days=1))
    assert own.get("cases", updated_since=as_of).json()["items"] == []
    Case.objects.filter(pk=case.pk).update(changed_at=timezone.now())
    (item,) = own.get("cases", updated_since=as_of).json()["items"]
    assert item["id"] == str(case.pk)


@pytest.mark.parametrize("cursor", ["x", "bm9uc2Vuc2U", "WyIyMDI2IiwgMV0", "W10", "é"])
def test_a_cursor_of_somebody_else_is_refused(cast: Any, program: Any, cursor: str) -> None:
    answer = program(cast.owner).get("cases", cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")


def test_a_sender_drafts_sends_and_withdraws(cast: Any, program: Any) -> None:
    said, own = draft_of(cast), program(cast.owner)
    offered = own.get(f"cases/{said['case']}/choosable-facts", person=said["person"]).json()
    keys = [fact["key"] for fact in offered["items"] if not fact["after_acceptance"]]
    assert keys
    unknown = own.post("referrals", said | {"facts": ["nothing"]}, key="draft-0000")
    assert unknown.json()["reasons"][0]["code"] == "fact_not_offered"
    made = own.post("referrals", said | {"facts": keys}, key="draft-0001")
    assert (made.status_code, made.json()["status"]) == (201, "draft")
    again = own.post("referrals", said | {"facts": keys}, key="draft-0001")
    assert (again.status_code, again.json()) == (201, made.json())
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Referral.objects.count() == 1
    path = f"referrals/{made.json()['id']}"
    assert own.post(f"{path}/send", key="send-0001").json()["status"] == "sent"
    assert len(own.get(f"{path}/history").json()["items"]) == 1
    out = own.post(f"{path}/withdraw", {"reason": "mistake"}, key="withdraw-1")
    assert (out.status_code, out.json()["status"]) == (200, "withdrawn")
    assert program(cast.trainer).get(path).json()["facts"] == []


def test_a_refused_draft_names_every_reason(cast: Any, program: Any) -> None:
    said, own = draft_of(cast), program(cast.owner)
    made = own.post("referrals", said | {"facts": []}, key="draft-0001").json()
    cast.service()
    refused = own.post(f"referrals/{made['id']}/send", key="send-0001")
    assert refused.status_code == 409
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    assert {"type", "title", "status", "detail", "code", "reasons"} == set(refused.json())
    assert "no_facts" in [reason["code"] for reason in refused.json()["reasons"]]


def test_a_tag_refuses_what_changed_meanwhile(cast: Any, program: Any) -> None:
    said, own = draft_of(cast), program(cast.owner)
    offered = own.get(f"cases/{said['case']}/choosable-facts", person=said["person"]).json()
    said["facts"] = [offered["items"][0]["key"]]
    made = own.post("referrals", said, key="draft-0001")
    path, tag = f"referrals/{made.json()['id']}", made.headers["ETag"]
    assert own.get(path).headers["ETag"] == tag
    unchanged = own.get(path, headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    Referral.objects.update(answer_due_on=cast.now.date() + timedelta(days=9))
    late = own.post(f"{path}/send", key="send-0001", **{"If-Match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "changed")
    fresh = own.get(path).headers["ETag"]
    assert own.post(f"{path}/send", key="send-0001", **{"If-Match": fresh}).status_code == 200
    # Sent again, as after an answer that never came: the row has another tag by now.
    assert own.post(f"{path}/send", key="send-0001", **{"If-Match": fresh}).status_code == 200


def test_the_limit_is_told_with_every_answer(
    cast: Any, program: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_TOKEN", Limit("token", 2, 60))
    own = program(cast.owner)
    first = own.get("me")
    assert first.headers["RateLimit-Policy"] == '"token";q=2;w=60'
    assert first.headers["RateLimit"].startswith('"token";r=1;t=')
    assert own.get("me").status_code == 200
    answer = own.get("me")
    assert answer.status_code == 429
    assert answer.headers["RateLimit"].startswith('"token";r=0;t=')


def test_keys_are_forgotten_after_their_days(cast: Any, program: Any, as_app: Any) -> None:
    said, own = draft_of(cast), program(cast.owner)
    own.post("referrals", said | {"facts": []}, key="draft-0001")
    with as_app():
        assert jobs.forget_before(timezone.now() - timedelta(days=7)) == 0
        assert jobs.forget_before(timezone.now() + timedelta(hours=1)) == 1
    assert not ApiRequest.objects.exists()
