from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homeward.agreements import rules
from homeward.agreements.choices import Kind, Reason, Status

GOOD = rules.ClauseFacts(
    between_parties=True,
    to_itself=False,
    names_data=True,
    names_purpose=True,
    article_is_free=True,
    asylum_to_origin_authority=False,
    crosses_border=False,
    names_transfer_ground=False,
)


def test_a_good_clause_has_nothing_against_it() -> None:
    assert rules.reasons_not_to_add_clause(GOOD) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"between_parties": False}, Reason.CLAUSE_OUTSIDE_PARTIES),
        ({"to_itself": True}, Reason.CLAUSE_TO_ITSELF),
        ({"names_data": False}, Reason.NOTHING_SHARED),
        ({"names_purpose": False}, Reason.NOTHING_SHARED),
        ({"article_is_free": False}, Reason.ARTICLE_TAKEN),
        ({"asylum_to_origin_authority": True}, Reason.ASYLUM_NEVER),
        ({"crosses_border": True}, Reason.NO_TRANSFER_GROUND),
    ],
)
def test_each_fault_alone_stops_a_clause(change: dict[str, bool], reason: Reason) -> None:
    assert rules.reasons_not_to_add_clause(replace(GOOD, **change)) == [reason]


def test_all_reasons_come_at_once() -> None:
    facts = replace(GOOD, to_itself=True, asylum_to_origin_authority=True)
    assert rules.reasons_not_to_add_clause(facts) == [Reason.CLAUSE_TO_ITSELF, Reason.ASYLUM_NEVER]


def offering(**changes: Any) -> list[Reason]:
    good = {
        "kind": Kind.DATA_SHARING,
        "parties": 2,
        "clauses": 1,
        "controllers": 1,
        "crosses_without_ground": False,
    }
    return rules.reasons_not_to_offer(**(good | changes))


def test_an_agreement_is_offered_with_parties_a_clause_and_a_controller() -> None:
    assert offering() == []
    assert offering(parties=1, clauses=0, controllers=0, crosses_without_ground=True) == [
        Reason.NO_PARTIES,
        Reason.NO_CLAUSES,
        Reason.NO_CONTROLLER,
        Reason.CROSSES_WITHOUT_GROUND,
    ]


@pytest.mark.parametrize("kind", [Kind.MOU, Kind.SOP])
def test_a_memorandum_or_a_procedure_may_share_nothing(kind: Kind) -> None:
    assert offering(kind=kind, clauses=0) == []


def test_an_agreement_ends_and_is_reviewed_after_its_first_day() -> None:
    day, before = date(2026, 3, 1), date(2026, 2, 28)
    assert (
        rules.reasons_not_to_draft(starts_on=day, ends_on=day, review_on=None, number_is_free=True)
        == []
    )
    assert rules.reasons_not_to_draft(
        starts_on=day, ends_on=before, review_on=day, number_is_free=False
    ) == [Reason.ENDS_BEFORE_IT_BEGINS, Reason.REVIEW_TOO_EARLY, Reason.NUMBER_TAKEN]


def test_a_review_is_its_drafter_s_while_it_is_in_force() -> None:
    day = date(2026, 3, 1)
    facts = {"status": Status.IN_FORCE, "is_lead": True, "outcome_known": True, "today": day}
    assert rules.reasons_not_to_review(**facts, next_on=None) == []
    assert rules.reasons_not_to_review(
        status=Status.ENDED, is_lead=False, outcome_known=False, next_on=day, today=day
    ) == [
        Reason.NOT_THE_LEAD,
        Reason.NOT_IN_FORCE,
        Reason.NO_OUTCOME,
        Reason.REVIEW_NOT_AHEAD,
    ]


OWNER, PARTNER, FUND, CITY = 1, 2, 3, 4


def test_a_clause_without_onward_sharing_ends_with_its_recipient() -> None:
    to_partner = rules.Way(OWNER, PARTNER, onward=False)
    back, on = rules.Way(PARTNER, OWNER, onward=False), rules.Way(PARTNER, FUND, onward=True)
    assert rules.followed([to_partner, back, on], owner=OWNER) == {to_partner, back}


def test_a_clause_with_onward_sharing_is_followed_as_far_as_each_allows() -> None:
    to_partner = rules.Way(OWNER, PARTNER, onward=True)
    on = rules.Way(PARTNER, FUND, onward=False)
    answer, further = rules.Way(FUND, PARTNER, onward=False), rules.Way(FUND, CITY, onward=True)
    assert rules.followed([further, answer, on, to_partner], owner=OWNER) == {
        to_partner, on, answer,
    }  # fmt: skip


def test_clauses_of_others_are_not_followed_at_all() -> None:
    assert rules.followed([rules.Way(PARTNER, FUND, onward=True)], owner=OWNER) == set()


@pytest.mark.parametrize("status", [s for s in Status if s != Status.DRAFT])
def test_only_a_draft_is_changed(status: Status) -> None:
    assert rules.reasons_not_to_change(status=status, is_lead=True) == [Reason.WRONG_STATUS]


def test_only_its_drafter_changes_it() -> None:
    assert rules.reasons_not_to_change(status=Status.DRAFT, is_lead=False) == [Reason.NOT_THE_LEAD]


def test_an_ended_agreement_stays_ended() -> None:
    assert rules.NEXT[Status.ENDED] == set()


def test_a_party_signs_once_while_it_is_offered() -> None:
    assert rules.reasons_not_to_sign(status=Status.SIGNING, is_party=True, has_signed=False) == []
    assert rules.reasons_not_to_sign(status=Status.DRAFT, is_party=False, has_signed=True) == [
        Reason.WRONG_STATUS,
        Reason.NOT_A_PARTY,
        Reason.ALREADY_SIGNED,
    ]


def test_a_party_that_signs_in_needs_no_paper() -> None:
    day = date(2026, 3, 1)
    assert rules.reasons_not_to_record_paper(
        signs_by_itself=True, signatory=" ", signed_on=date(2026, 3, 2), today=day
    ) == [Reason.SIGNS_BY_ITSELF, Reason.NO_SIGNATORY, Reason.SIGNED_IN_FUTURE]
