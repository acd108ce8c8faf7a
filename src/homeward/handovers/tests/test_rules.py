from dataclasses import replace
from datetime import date

import pytest

from homeward.handovers import rules
from homeward.handovers.choices import Reading, Reason, StageStatus, Status, Verdict

READY = rules.RunningFacts(
    is_lead=True, status=Status.SIGNED, stage=StageStatus.PLANNED, from_on=date(2026, 1, 1),
    today=date(2026, 1, 1), rehearsed="a", now="a", moves=3, agreement_covers=True,
)  # fmt: skip
SIGNING = rules.SigningFacts(
    is_party=True, status=Status.OFFERED, signed_by_user=False, parts_of_side=frozenset(),
    agreements_hold=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("missing", "value", "reason"),
    [
        ("is_lead", False, Reason.NOT_LEAD),
        ("status", Status.OFFERED, Reason.NOT_SIGNED),
        ("stage", StageStatus.RUNNING, Reason.RUNNING),
        ("today", date(2025, 12, 31), Reason.TOO_EARLY),
        ("rehearsed", None, Reason.NOT_REHEARSED),
        ("now", "b", Reason.STALE),
        ("moves", 0, Reason.NOTHING_MOVES),
        ("agreement_covers", False, Reason.NO_AGREEMENT),
    ],
)
def test_each_missing_fact_alone_keeps_a_stage_from_beginning(
    missing: str, value: object, reason: Reason
) -> None:
    assert rules.reasons_not_to_run(READY) == []
    assert rules.reasons_not_to_run(replace(READY, **{missing: value})) == [reason]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("missing", "value", "reason"),
    [
        ("is_party", False, Reason.NOT_PARTY),
        ("status", Status.DRAFT, Reason.WRONG_STATUS),
        ("signed_by_user", True, Reason.SIGNED_ALREADY),
        ("parts_of_side", frozenset({"first", "second"}), Reason.SIDE_COMPLETE),
        ("agreements_hold", False, Reason.NO_AGREEMENT),
    ],
)
def test_each_missing_fact_alone_keeps_from_signing(
    missing: str, value: object, reason: Reason
) -> None:
    assert rules.reasons_not_to_sign(SIGNING) == []
    assert rules.reasons_not_to_sign(replace(SIGNING, **{missing: value})) == [reason]  # type: ignore[arg-type]


def test_a_criterion_is_unknown_until_it_is_read_or_judged() -> None:
    assert rules.verdict(Reading.JUDGEMENT, found=None, threshold=None, said="") == Verdict.UNKNOWN
    assert rules.verdict(Reading.JUDGEMENT, found=None, threshold=None, said="met") == Verdict.MET
    assert rules.verdict(Reading.STAFF, found=None, threshold=3, said="") == Verdict.UNKNOWN
    assert rules.verdict(Reading.STAFF, found=2, threshold=3, said="") == Verdict.NOT_MET
    assert rules.verdict(Reading.STAFF, found=3, threshold=3, said="") == Verdict.MET
