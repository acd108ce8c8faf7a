"""Drafts, versions in use, agreements and marks."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.conftest import Cast
from homeward.core.refusals import Refused
from homeward.indicators import actions, queries
from homeward.indicators.choices import Direction, MarkKind, Reason, Status
from homeward.indicators.models import Agreed, Definition, Indicator, Mark

AsApp = Callable[..., Any]
SAID = {
    "meaning": "Whether people find work.", "numerator": "in work", "denominator": "placements",
    "source": "work", "unit": "placement", "measure": "share", "dated_by": "the first day",
    "cited": "Steering committee, minutes 4", "periods": ["all"], "dimensions": ["programme"],
    "formula": {"reached": [["outcome", "is", "here"]]},
}  # fmt: skip


@pytest.fixture
def draft(cast: Cast, keeper: User, as_app: AsApp) -> Definition:
    with as_app(keeper):
        return actions.begin(
            "own-share", "Own share", Direction.HIGHER, by=keeper, at=cast.now, **SAID
        )


def reasons(act: Callable[[], Any]) -> set[Any]:
    with pytest.raises(Refused) as refused:
        act()
    return set(refused.value.reasons)


def test_a_draft_is_published_and_never_changes_again(
    cast: Cast, keeper: User, draft: Definition, as_app: AsApp
) -> None:
    with as_app(keeper):
        used = actions.publish(draft, by=keeper, at=cast.now)
        assert used.status == Status.PUBLISHED
        assert reasons(lambda: actions.write(used, by=keeper, meaning="Other")) == {
            Reason.NOT_A_DRAFT
        }
    # Not by the database's owner either.
    for change in ({"meaning": "Other"}, {"formula": {}}, {"status": Status.DRAFT}):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            Definition.objects.filter(pk=used.pk).update(**change)
    with pytest.raises(IntegrityError, match="is kept"), transaction.atomic():
        used.delete()


def test_a_bad_definition_is_refused_with_every_reason(
    cast: Cast, keeper: User, draft: Definition, as_app: AsApp
) -> None:
    wrong = {
        "meaning": " ", "numerator": "", "cited": "", "dated_by": "", "periods": [],
        "unit": "case", "measure": "median_days", "dimensions": ["wave"],
        "formula": {"reached": [["outcome", "is", "rich"], ["name", "is", "x"]],
                    "within_months": 0},
    }  # fmt: skip
    with as_app(keeper):
        actions.write(draft, by=keeper, **wrong)
        assert reasons(lambda: actions.publish(draft, by=keeper, at=cast.now)) == {
            Reason.NO_MEANING, Reason.NO_WORDS, Reason.NO_SOURCE, Reason.NO_DAY, Reason.NO_PERIOD,
            Reason.WRONG_UNIT, Reason.WRONG_MEASURE, Reason.WRONG_DIMENSION,
            Reason.NOT_A_CONDITION, Reason.WRONG_MONTHS, Reason.NEVER_TOLD,
        }  # fmt: skip


def test_the_next_version_says_what_changes_and_the_one_before_stays(
    cast: Cast, keeper: User, draft: Definition, as_app: AsApp
) -> None:
    with as_app(keeper):
        actions.publish(draft, by=keeper, at=cast.now)
        second = actions.revise(draft.indicator, by=keeper, at=cast.now)
        assert reasons(lambda: actions.revise(draft.indicator, by=keeper, at=cast.now)) == {
            Reason.DRAFT_OPEN
        }
        assert reasons(lambda: actions.publish(second, by=keeper, at=cast.now)) == {
            Reason.NO_CHANGE_NOTE
        }
        second = actions.write(
            second, by=keeper, change_note="Own businesses count",
            formula={"reached": [["outcome", "in", ["here", "self_employed"]]]},
        )  # fmt: skip
        actions.publish(second, by=keeper, at=cast.now)
        first = Definition.objects.get(pk=draft.pk)
        assert first.status == Status.REPLACED
        assert [name for name, _one, _other in queries.differences(first, second)] == ["formula"]


def test_what_is_everybodys_needs_another_organisation_that_agrees(
    cast: Cast, keeper: User, other: User, as_app: AsApp
) -> None:
    shipped = Indicator.objects.get(code="referral-acceptance")
    with as_app(keeper):
        draft = actions.revise(shipped, by=keeper, at=cast.now)
        draft = actions.write(draft, by=keeper, change_note="Clearer words")
        assert reasons(lambda: actions.publish(draft, by=keeper, at=cast.now)) == {
            Reason.NOT_AGREED
        }
        actions.agree(draft, cast.programme, by=keeper, at=cast.now)
        assert Reason.NOT_AGREED in reasons(lambda: actions.publish(draft, by=keeper, at=cast.now))
    with as_app(other):
        actions.agree(draft, cast.programme, by=other, at=cast.now)
    with as_app(keeper):
        # Whoever agreed, agreed to what stood there.
        actions.write(draft, by=keeper, numerator="Something else")
        assert not Agreed.objects.filter(definition=draft).exists()
    with as_app(other):
        actions.agree(draft, cast.programme, by=other, at=cast.now)
    with as_app(keeper):
        assert actions.publish(draft, by=keeper, at=cast.now).status == Status.PUBLISHED


def test_only_who_has_a_part_in_a_programme_agrees_and_once(
    cast: Cast, keeper: User, draft: Definition, as_app: AsApp
) -> None:
    outsider = cast.user("outsider", cast.stranger_org, Role.PROGRAMME_MANAGER)
    with as_app(keeper):
        actions.publish(draft, by=keeper, at=cast.now)
        actions.agree(draft, cast.programme, by=keeper, at=cast.now)
        assert reasons(lambda: actions.agree(draft, cast.programme, by=keeper, at=cast.now)) == {
            Reason.AGREED_ALREADY
        }
    with as_app(outsider):
        assert reasons(lambda: actions.agree(draft, cast.programme, by=outsider, at=cast.now)) == {
            Reason.NOT_A_MEMBER
        }
        assert reasons(lambda: actions.revise(draft.indicator, by=outsider, at=cast.now)) == {
            Reason.NOT_OURS
        }


def test_a_benchmark_has_a_source_and_the_latest_stands(
    cast: Cast, keeper: User, draft: Definition, as_app: AsApp
) -> None:
    stated = actions.Stated(
        kind=MarkKind.BENCHMARK, value=Decimal("0.8"), valid_from=date(2026, 1, 1), source=" "
    )
    with as_app(keeper):
        assert reasons(lambda: actions.state(draft.indicator, stated, by=keeper, at=cast.now)) == {
            Reason.NO_SOURCE
        }
        for value, begins in ((Decimal("0.8"), 1), (Decimal("0.9"), 2)):
            stated = actions.Stated(
                kind=MarkKind.BENCHMARK, value=value, valid_from=date(2026, begins, 1),
                source="Annual report 2025, page 4",
            )  # fmt: skip
            actions.state(draft.indicator, stated, by=keeper, at=cast.now)
        assert reasons(lambda: actions.state(draft.indicator, stated, by=keeper, at=cast.now)) == {
            Reason.STATED_ALREADY
        }
        standing = queries.standing_marks(date(2026, 6, 1)).filter(indicator=draft.indicator)
    assert [mark.value for mark in standing] == [Decimal("0.9")]
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(
            indicator=draft.indicator, kind=MarkKind.TARGET, value=1, source="",
            valid_from=date(2026, 1, 1),
        )  # fmt: skip


def test_a_case_manager_defines_nothing_and_a_draft_can_go(
    cast: Cast, keeper: User, draft: Definition, as_app: AsApp
) -> None:
    with as_app(cast.partner), pytest.raises(PermissionDenied):
        actions.write(draft, by=cast.partner, meaning="Mine")
    with as_app(keeper):
        actions.discard(draft, by=keeper)
        assert not Indicator.objects.filter(code="own-share").exists()
