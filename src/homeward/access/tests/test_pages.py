"""What stands before every page: sign-in, second factor, verb; and what outsiders are told."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from homeward.access import pages
from homeward.access.choices import ActorKind, Purpose
from homeward.cases.models import Accountability
from homeward.persons import actions
from homeward.persons.models import Consent
from homeward.places.models import Country


def told(body: bytes) -> bytes:
    """A page without its tokens and the address that was asked for."""
    tokens = rb'"X-CSRFToken": "[^"]+"|(?:csrfmiddlewaretoken|page_mark)" value="[^"]+"'
    own = tokens + rb"|[0-9a-f]{8}(-[0-9a-f]+){4}"
    return re.sub(own, b"", body)


def test_nobody_is_sent_to_the_sign_in_and_back(cast: Any, client: Any) -> None:
    answer = client.get("/cases/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert "next=/cases/" in answer["Location"]


def test_a_role_that_sees_persons_must_have_a_second_factor(
    cast: Any, client_of: Callable[..., Any], settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    answer = client_of(cast.owner).get("/cases/")
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_activate_totp"))


def test_no_browser_keeps_a_page_of_somebody_signed_in(
    cast: Any, client_of: Callable[..., Any]
) -> None:
    """On a shared computer, Back after signing out shows nobody."""
    case, _people = cast.family()
    answer = client_of(cast.owner).get(f"/cases/{case.pk}/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


def test_lacking_the_verb_is_a_403(cast: Any, client_of: Callable[..., Any]) -> None:
    assert client_of(cast.officer).get("/cases/").status_code == 403


@pytest.mark.parametrize(
    "name",
    ["desk:case", "cases:facts", "cases:intake", "persons:consent", "plans:plan", "cases:close"],
)
def test_a_stranger_gets_the_same_answer_for_a_hidden_case_as_for_none(
    cast: Any, client_of: Callable[..., Any], name: str
) -> None:
    case, _people = cast.family()
    stranger = client_of(cast.stranger)
    hidden = stranger.get(reverse(name, args=[case.pk]))
    missing = stranger.get(reverse(name, args=[uuid4()]))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert told(hidden.content) == told(missing.content)


def test_withdrawn_consent_closes_the_partner_s_next_request(
    cast: Any, client_of: Callable[..., Any], as_app: Callable[..., Any]
) -> None:
    case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    for person in people:
        cast.consent(person, cast.partner_org)
    partner = client_of(cast.partner)
    page = reverse("desk:case", args=[case.pk])
    assert partner.get(page).status_code == 200
    with as_app(cast.owner):
        held = Consent.objects.filter(recipient_org=cast.partner_org)
        actions.withdraw_consent([c.pk for c in held], by=cast.owner, at=cast.now)
    assert partner.get(page).status_code == 404


def test_a_refusal_s_page_counts_nothing(cast: Any, client_of: Callable[..., Any]) -> None:
    cast.family()
    answer = client_of(cast.owner).get(f"/cases/{uuid4()}/")
    assert answer.status_code == 404
    assert b'<span class="hw-av"' in answer.content


@pytest.mark.parametrize(
    ("method", "model", "answered"),
    [
        ("POST", Accountability, PermissionDenied),
        # A page that looks for what is not there is wrong, and so is an action without its country.
        ("GET", Accountability, Accountability.DoesNotExist),
        ("POST", Country, Country.DoesNotExist),
    ],
)
def test_what_may_be_read_and_not_changed_is_a_403_for_whoever_locks_it(
    cast: Any, as_app: Callable[..., Any], rf: Any, method: str, model: Any, answered: Any
) -> None:
    case, _people = cast.family()
    kept = Accountability.objects.get(case=case)

    def lock(request: HttpRequest) -> HttpResponse:
        if model is Accountability:
            assert Accountability.objects.filter(pk=kept.pk).exists()
        model.objects.select_for_update().get(pk=kept.pk if model is Accountability else "XX")
        return HttpResponse()

    request = rf.generic(method, "/")
    request.user = cast.owner
    with as_app(), pytest.raises(answered):
        pages.run(lock, "x", request, ActorKind.USER, cast.owner.pk, Purpose.CASEWORK, (), {})
