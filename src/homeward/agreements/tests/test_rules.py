from dataclasses import replace
from datetime import date

import pytest

from homeward.agreements import rules
from homeward.agreements.choices import Reason, Status

GOOD = rules.ClauseFacts(
    between_parties=True,
    to_itself=False,
    names_data=True,
    names_purpose=True,
    article_is_free=True,
    asylum_to_authority=False,
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
        ({"asylum_to_authority": True}, Reason.ASYLUM_NEVER),
    ],
)
def test_each_fault_alone_stops_a_clause(change: dict[str, bool], reason: Reason) -> None:
    assert rules.reasons_not_to_add_clause(replace(GOOD, **change)) == [reason]


def test_all_reasons_come_at_once() -> None:
    facts = replace(GOOD, to_itself=True, asylum_to_authority=True)
    assert rules.reasons_not_to_add_clause(facts) == [Reason.CLAUSE_TO_ITSELF, Reason.ASYLUM_NEVER]


def test_an_agreement_is_offered_with_two_parties_and_a_clause() -> None:
    assert rules.reasons_not_to_offer(parties=2, clauses=1) == []
    assert rules.reasons_not_to_offer(parties=1, clauses=0) == [
        Reason.NO_PARTIES,
        Reason.NO_CLAUSES,
    ]


def test_an_agreement_ends_on_or_after_its_first_day() -> None:
    day = date(2026, 3, 1)
    assert rules.reasons_not_to_draft(starts_on=day, ends_on=day, number_is_free=True) == []
    assert rules.reasons_not_to_draft(
        starts_on=day, ends_on=date(2026, 2, 28), number_is_free=False
    ) == [Reason.ENDS_BEFORE_IT_BEGINS, Reason.NUMBER_TAKEN]


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
