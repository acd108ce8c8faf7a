"""As owner, partner and stranger, under the row policies."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import Role
from homeward.rights import actions
from homeward.rights.choices import (
    AskedBy,
    ErasureGround,
    HoldKind,
    IdentityCheck,
    RequestKind,
)
from homeward.rights.models import (
    ErasureDecision,
    Hold,
    PersonCopy,
    Rectification,
    RetentionRule,
    RightsRequest,
)

MODELS = [RightsRequest, Rectification, Hold, ErasureDecision, PersonCopy]


@pytest.fixture
def filled(closed: Any, as_app: Any) -> Any:
    """One row of each kind, written by the owner's people."""
    cast, now = closed.cast, closed.cast.now
    with as_app(closed.officer):
        asked = actions.record(
            closed.mother, RequestKind.COPY, asked_by=AskedBy.LETTER, received_on=now.date(),
            identity=IdentityCheck.DOCUMENT, by=closed.officer, at=now,
        )  # fmt: skip
        actions.answer_with_copy(asked, language="en", by=closed.officer, at=now)
        actions.propose(closed.mother, ErasureGround.RETENTION, "Over", by=closed.officer, at=now)
    with as_app(cast.owner):
        actions.rectify(
            closed.mother, "person", closed.mother.pk, "given_name", "Abena", reason="Seen",
            by=cast.owner, at=now,
        )  # fmt: skip
        actions.hold(closed.mother, HoldKind.AUDIT, "", until=None, by=cast.owner, at=now)
    return closed


@pytest.mark.parametrize("model", MODELS)
def test_its_owner_sees_it_and_a_stranger_does_not(filled, as_app, model) -> None:
    with as_app(filled.cast.owner):
        assert model.objects.count() == 1
    with as_app(filled.cast.stranger):
        assert model.objects.count() == 0


@pytest.mark.parametrize("model", MODELS)
def test_a_partner_sees_it_by_agreement_and_consent_alone(filled, as_app, model) -> None:
    cast = filled.cast
    cast.agree(cast.host, cast.partner_org)
    with as_app(cast.partner):
        assert model.objects.count() == 0
    cast.consent(filled.mother, cast.partner_org)
    with as_app(cast.partner):
        assert model.objects.count() == 1


def test_only_the_lead_of_a_programme_sets_its_retention(filled, as_app) -> None:
    from homeward.core.refusals import Refused  # noqa: PLC0415

    cast = filled.cast
    outsider = cast.user("outside", cast.partner_org, Role.DATA_PROTECTION_OFFICER)
    with as_app(outsider), pytest.raises(Refused):
        actions.set_retention(
            cast.programme, 12, valid_from=cast.now.date(), source="Law", by=outsider
        )
    with as_app(filled.officer):
        actions.set_retention(
            cast.programme, 12, valid_from=cast.now.date(), source="Law", by=filled.officer
        )
    with as_app(outsider):
        assert RetentionRule.objects.get().months == 12


def test_a_case_worker_neither_answers_nor_erases(filled, as_app) -> None:
    cast = filled.cast
    with as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.propose(filled.mother, ErasureGround.REQUEST, "x", by=cast.owner, at=cast.now)
    with as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.approve(ErasureDecision.objects.get(), by=cast.owner, at=cast.now)
