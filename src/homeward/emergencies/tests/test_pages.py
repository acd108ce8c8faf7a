import re
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.urls import reverse

from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.emergencies.models import EmergencyAccess, EmergencyAttempt, EmergencyReview
from homeward.emergencies.tests.conftest import WHY

ASK = "/emergency/"
PASSWORD = "a long password"


def give_password(user: Any) -> None:
    user.set_password(PASSWORD)
    user.save()


@pytest.fixture
def ask(danger: Any, client_of: Any) -> Any:
    def post(reference: str, **fields: Any) -> Any:
        give_password(danger.user)
        client = client_of(danger.user)
        return client.post(ASK, {"reference": reference, "reason": WHY, "code": PASSWORD} | fields)

    return post


def same(body: bytes, typed: str) -> bytes:
    body = re.sub(
        rb'((?:csrfmiddlewaretoken|page_mark)" value="|X-CSRFToken": ")[^"]+', rb"\1", body
    )
    return body.replace(typed.encode(), b"")


def test_the_way_of_an_emergency(danger: Any, ask: Any, client_of: Any) -> None:
    answer = ask(danger.case.reference)
    access = EmergencyAccess.objects.get()
    assert answer.url == reverse("emergencies:file", args=[access.pk])
    client = client_of(danger.user)
    page = client.get(answer.url)
    assert "Efua Ansah" in page.text
    assert "Emergency access to" in page.text
    assert "End it now" in page.text
    case = client.get(reverse("desk:case", args=[danger.case.pk]))
    assert case.status_code == 200
    assert "Every page is logged" in case.text
    assert client.post("/emergency/end/").status_code == 302
    assert client.get(answer.url).status_code == 404
    assert client.get(reverse("desk:case", args=[danger.case.pk])).status_code == 404
    assert "Every page is logged" not in client.get("/").text


def test_unknown_blocked_and_visible_answer_alike(danger: Any, ask: Any) -> None:
    unknown = ask("GH-26-99999")
    with connection.cursor() as cursor:
        cursor.execute(
            "create or replace function gate_blocked(person uuid) returns boolean"
            " language sql stable as $$ select true $$"
        )
    blocked = ask(danger.case.reference)
    danger.cast.agree(danger.cast.host, danger.cast.partner_org)
    for person in danger.people:
        danger.cast.consent(person, danger.cast.partner_org)
    visible = ask(danger.case.reference)
    for answer in (blocked, visible):
        assert answer.status_code == unknown.status_code == 409
        assert same(answer.content, danger.case.reference) == same(unknown.content, "GH-26-99999")
    assert EmergencyAttempt.objects.filter(opened=False).count() == 3


def test_what_was_typed_stays_when_refused(ask: Any) -> None:
    answer = ask("GH-26-99999", reason="too few")
    assert answer.status_code == 409
    assert "GH-26-99999" in answer.text
    assert "too few" in answer.text
    assert PASSWORD not in answer.text


def test_a_fresh_code_is_asked_of_whoever_has_a_second_factor(danger: Any, ask: Any) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(danger.user, secret)
    assert ask(danger.case.reference).status_code == 409
    code = totp.format_hotp_value(
        totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time())))
    )
    assert ask(danger.case.reference, code=code).status_code == 302
    EmergencyAccess.objects.update(ended_at=danger.cast.now)
    # The same code is not fresh a second time; a recovery code is.
    assert ask(danger.case.reference, code=code).status_code == 409
    recovery = RecoveryCodes.activate(danger.user).get_unused_codes()[0]
    assert ask(danger.case.reference, code=recovery).status_code == 302


def test_reception_reads_what_it_is_cleared_for(danger: Any, client_of: Any) -> None:
    cast = danger.cast
    officer = cast.officer
    with cast.as_app(cast.owner):
        for kind, said in ((FactKind.HEALTH, "Allergic to penicillin"), (FactKind.ASYLUM, "Court")):
            cases.record_fact(
                danger.case, kind, said, person=danger.people[0], said_by=SaidBy.PERSON,
                said_on=cast.now.date(), by=cast.owner, at=cast.now,
            )  # fmt: skip
    give_password(officer)
    client = client_of(officer)
    answer = client.post(
        ASK, {"reference": danger.case.reference, "reason": WHY, "code": PASSWORD}, follow=True
    )
    assert "Efua Ansah" in answer.text
    assert "+233 20 000 0000" in answer.text
    # Though the case itself is not among what reception works with.
    assert "Allergic to penicillin" in answer.text
    assert "Court" not in answer.text


def test_the_review_page_takes_a_verdict(danger: Any, ask: Any, client_of: Any) -> None:
    ask(danger.case.reference)
    review = EmergencyReview.objects.get(org=danger.cast.host)
    url = reverse("emergencies:review", args=[review.pk])
    client = client_of(danger.owners_reviewer)
    listed = client.get("/emergency/reviews/")
    assert danger.case.reference in listed.text
    assert WHY in client.get(url).text
    assert client.post(url, {"verdict": "", "note": "x"}).status_code == 422
    assert (
        client.post(url, {"verdict": "not_justified", "note": "A phone was at hand"}).status_code
        == 302
    )
    assert client.post(url, {"verdict": "justified", "note": "x"}).status_code == 409
    assert "Not justified" in client.get("/emergency/reviews/").text
    work = client.get("/")
    assert work.status_code == 200


def test_others_find_no_review(danger: Any, ask: Any, client_of: Any) -> None:
    ask(danger.case.reference)
    review = EmergencyReview.objects.get(org=danger.cast.host)
    url = reverse("emergencies:review", args=[review.pk])
    assert client_of(danger.reviewer).get(url).status_code == 404
    assert client_of(danger.user).get(url).status_code == 403


def test_a_role_without_the_verb_is_refused(danger: Any, client_of: Any) -> None:
    assert client_of(danger.cast.secretary).get(ASK).status_code == 403
