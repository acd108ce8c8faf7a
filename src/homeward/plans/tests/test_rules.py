from dataclasses import replace
from decimal import Decimal

import pytest

from homeward.plans.choices import REASONS_OF, DecisionReason, LineKind, Outcome, PlanStatus, Reason
from homeward.plans.rules import (
    DecidingFacts,
    DraftingFacts,
    LineFacts,
    SubmittingFacts,
    asked,
    is_within,
    reasons_not_to_change,
    reasons_not_to_decide,
    reasons_not_to_draft,
    reasons_not_to_keep_line,
    reasons_not_to_submit,
)

DRAFTABLE = DraftingFacts(is_open=True, has_arrived=True, is_accountable=True, none_on_its_way=True)
SENDABLE = SubmittingFacts(
    is_open=True,
    may_be_sent=True,
    is_latest=True,
    has_goal=True,
    has_lines=True,
    is_agreed=True,
    health_answered=True,
    is_weighed=True,
    agreement_covers=True,
    consent_covers=True,
    within_ceiling=True,
    session_chosen=True,
    session_open=True,
    session_has_room=True,
    session_is_another=True,
)
DECIDABLE = DecidingFacts(
    is_submitted=True,
    is_party=True,
    session_open=True,
    outcome=Outcome.APPROVED,
    reason=DecisionReason.FITS,
    conditions=0,
    conditions_clear=True,
)


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("is_open", Reason.CASE_CLOSED),
        ("has_arrived", Reason.NOT_ARRIVED),
        ("is_accountable", Reason.NOT_ACCOUNTABLE),
        ("none_on_its_way", Reason.PLAN_OPEN),
    ],
)
def test_each_missing_fact_alone_stops_a_draft(missing: str, reason: Reason) -> None:
    assert reasons_not_to_draft(replace(DRAFTABLE, **{missing: False})) == [reason]


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("is_open", Reason.CASE_CLOSED),
        ("may_be_sent", Reason.WRONG_STATUS),
        ("is_latest", Reason.OLD_VERSION),
        ("has_goal", Reason.NO_GOAL),
        ("has_lines", Reason.NO_LINES),
        ("is_agreed", Reason.NOT_AGREED),
        ("health_answered", Reason.HEALTH_UNANSWERED),
        ("is_weighed", Reason.NOT_WEIGHED),
        ("agreement_covers", Reason.NO_AGREEMENT),
        ("consent_covers", Reason.NO_CONSENT),
        ("within_ceiling", Reason.OVER_CEILING),
        ("session_chosen", Reason.NO_SESSION),
        ("session_open", Reason.SESSION_OVER),
        ("session_has_room", Reason.SESSION_FULL),
        ("session_is_another", Reason.SAME_SESSION),
    ],
)
def test_each_missing_fact_alone_stops_a_submission(missing: str, reason: Reason) -> None:
    assert reasons_not_to_submit(replace(SENDABLE, **{missing: False})) == [reason]


def test_a_submission_hears_every_reason_at_once() -> None:
    poor = replace(SENDABLE, has_lines=False, consent_covers=False, session_chosen=False)
    assert reasons_not_to_submit(poor) == [Reason.NO_LINES, Reason.NO_CONSENT, Reason.NO_SESSION]


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("is_submitted", Reason.WRONG_STATUS),
        ("is_party", Reason.NOT_PARTY),
        ("session_open", Reason.SESSION_OVER),
        ("conditions_clear", Reason.CONDITION_UNCLEAR),
    ],
)
def test_each_missing_fact_alone_stops_a_decision(missing: str, reason: Reason) -> None:
    assert reasons_not_to_decide(replace(DECIDABLE, **{missing: False})) == [reason]


def test_a_decision_gives_a_reason_that_goes_with_its_outcome() -> None:
    assert reasons_not_to_decide(replace(DECIDABLE, reason="")) == [Reason.NO_REASON]
    unfit = replace(DECIDABLE, outcome=Outcome.REJECTED)
    assert reasons_not_to_decide(unfit) == [Reason.REASON_UNFIT]


def test_every_outcome_has_its_reasons() -> None:
    assert set(REASONS_OF) == set(Outcome)
    assert set().union(*REASONS_OF.values()) == set(DecisionReason)


def test_only_an_approval_has_conditions() -> None:
    facts = replace(
        DECIDABLE, outcome=Outcome.REJECTED, reason=DecisionReason.NOT_VIABLE, conditions=1
    )
    assert reasons_not_to_decide(facts) == [Reason.ONLY_APPROVAL_HAS_CONDITIONS]


@pytest.mark.parametrize("status", sorted(set(PlanStatus) - {PlanStatus.DRAFT}))
def test_only_a_draft_changes(status: PlanStatus) -> None:
    assert reasons_not_to_change(status=status, is_open=True) == [Reason.WRONG_STATUS]
    assert reasons_not_to_change(status=PlanStatus.DRAFT, is_open=True) == []


@pytest.mark.parametrize(
    ("kind", "cost", "currency", "reasons"),
    [
        (LineKind.PUBLIC_SERVICE, None, "", []),
        (LineKind.PUBLIC_SERVICE, Decimal(5), "EUR", [Reason.COST_OF_PUBLIC_SERVICE]),
        (LineKind.FUNDED_ITEM, Decimal(5), "EUR", []),
        (LineKind.FUNDED_ITEM, None, "EUR", [Reason.NO_COST]),
        (LineKind.CASH, Decimal(0), "EUR", [Reason.NO_COST]),
        (LineKind.CASH, Decimal(5), "", [Reason.NO_COST]),
        (LineKind.FUNDED_ITEM, Decimal(5), "USD", [Reason.WRONG_CURRENCY]),
    ],
)
def test_a_line_s_cost_follows_its_kind(
    kind: LineKind, cost: Decimal | None, currency: str, reasons: list[Reason]
) -> None:
    facts = LineFacts(kind=kind, cost=cost, currency=currency, expected_currency="EUR")
    assert reasons_not_to_keep_line(facts) == reasons


def test_what_is_asked_counts_against_the_package_s_own_kinds() -> None:
    lines = [
        (LineKind.FUNDED_ITEM, Decimal(700)),
        (LineKind.FUNDED_ITEM, Decimal(300)),
        (LineKind.CASH, Decimal(200)),
        (LineKind.PUBLIC_SERVICE, None),
    ]
    sums = asked(lines)
    assert sums == {"in_kind": Decimal(1000), "post_arrival_cash": Decimal(200)}
    assert is_within(sums, {"in_kind": Decimal(1000), "post_arrival_cash": Decimal(200)})
    assert not is_within(sums, {"in_kind": Decimal(999), "post_arrival_cash": Decimal(200)})
    # A kind that the package does not give is above its ceiling; no package, no ceiling.
    assert not is_within(sums, {"in_kind": Decimal(5000)})
    assert is_within(sums, None)
