from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from homeward.core.refusals import Refused
from homeward.indicators.dashboards import actions, queries
from homeward.indicators.dashboards.actions import MeasureSaid, ResultSaid
from homeward.indicators.dashboards.choices import FrameStatus, Level, Reason, Standing
from homeward.indicators.dashboards.models import Logframe, Measure, Result
from homeward.indicators.dashboards.tests.conftest import Board

AsApp = Callable[..., Any]


def refusal(call: Any, *args: Any, **given: Any) -> list[Any]:
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.reasons)


def test_a_chain_tells_baseline_target_actual_and_how_it_stands(
    board: Board, chain: Logframe, as_app: AsApp
) -> None:
    today = board.cast.now.date()
    with as_app(board.outsider):
        rows = queries.rows_of(chain, on=today)
    assert [row.result.number for row in rows] == ["1", "1.1"]
    line = rows[1].lines[0]
    assert line.actual is not None
    assert (line.actual.value, line.actual.persons) == (0.6, 40)
    assert line.standing == Standing.BEHIND
    assert rows[0].lines[0].actual is None
    assert rows[0].lines[0].standing == Standing.UNKNOWN


def test_what_is_counted_by_hand_is_read_off_with_its_source(
    board: Board, chain: Logframe, as_app: AsApp
) -> None:
    today = board.cast.now.date()
    with as_app(board.manager):
        by_hand = Measure.objects.get(words="Laws changed")
        for value, on in ((2, today), (1, today - timedelta(days=30))):
            actions.read_off(
                by_hand, value=Decimal(value), on=on, source="Gazette", by=board.manager,
                at=board.cast.now,
            )  # fmt: skip
        now = queries.rows_of(chain, on=today)[0].lines[0].actual
        before = queries.rows_of(chain, on=today - timedelta(days=1))[0].lines[0].actual
        by_indicator = Measure.objects.get(indicator=board.indicator)
        assert refusal(
            actions.read_off, by_indicator, value=Decimal(1), on=today, source=" ",
            by=board.manager, at=board.cast.now,
        ) == [Reason.COUNTED_HERE, Reason.NO_SOURCE]  # fmt: skip
    assert now is not None
    assert before is not None
    assert (now.value, now.source, before.value) == (2, "Gazette", 1)


def test_only_one_draft_and_only_by_the_lead(board: Board, as_app: AsApp) -> None:
    with as_app(board.manager):
        board.chain(publish=False)
        assert refusal(
            actions.begin_chain, board.cast.programme, by=board.manager, at=board.cast.now
        ) == [Reason.DRAFT_ALREADY]
    with as_app(board.outsider):
        assert refusal(
            actions.begin_chain, board.cast.programme, by=board.outsider, at=board.cast.now
        ) == [Reason.NOT_THE_LEAD]
    with as_app(board.cast.owner), pytest.raises(PermissionDenied):
        actions.begin_chain(board.cast.programme, by=board.cast.owner, at=board.cast.now)


def test_a_published_chain_never_changes_and_the_next_begins_as_its_copy(
    board: Board, chain: Logframe, as_app: AsApp
) -> None:
    with as_app(board.manager):
        first = Result.objects.get(logframe=chain, number="1.1")
        assert refusal(actions.add_measure, first, MeasureSaid(words="More"), by=board.manager) == [
            Reason.PUBLISHED_ALREADY
        ]
        # Past the action too.
        assert Logframe.objects.filter(pk=chain.pk).update(source="Nowhere") == 0
        assert Result.objects.filter(pk=first.pk).update(statement="Else") == 0
        second = actions.begin_chain(board.cast.programme, by=board.manager, at=board.cast.now)
        copied = queries.rows_of(second, on=board.cast.now.date())
        assert second.number == 2
        assert [row.result.number for row in copied] == ["1", "1.1"]
        assert copied[1].result.serves_id == copied[0].result.pk
        assert copied[1].lines[0].measure.target == Decimal("0.9")
        assert queries.chain_on(board.cast.programme, on=board.cast.now.date()) == chain


def test_a_chain_is_published_whole_or_not(board: Board, as_app: AsApp) -> None:
    at = board.cast.now
    with as_app(board.manager):
        draft = actions.begin_chain(board.cast.programme, by=board.manager, at=at)
        given: dict[str, Any] = {"valid_from": date(2025, 1, 1), "by": board.manager, "at": at}
        assert refusal(actions.publish, draft, source="", **given) == [
            Reason.NO_SOURCE, Reason.NO_RESULT,
        ]  # fmt: skip
        said = ResultSaid(level=Level.IMPACT, number="1", statement="Returns last")
        impact = actions.add_result(draft, said, by=board.manager)
        assert refusal(actions.add_result, draft, said, by=board.manager) == [Reason.NUMBER_TAKEN]
        assert refusal(actions.publish, draft, source="Minutes", **given) == [
            Reason.WITHOUT_MEASURE
        ]
        assert refusal(actions.add_measure, impact, MeasureSaid(), by=board.manager) == [
            Reason.WHAT_IS_COUNTED
        ]


def test_a_result_that_others_serve_stays(board: Board, as_app: AsApp) -> None:
    with as_app(board.manager):
        draft = board.chain(publish=False)
        impact, outcome = Result.objects.filter(logframe=draft).order_by("number")
        assert refusal(actions.remove_result, impact, by=board.manager) == [Reason.HAS_RESULTS]
        actions.remove_measure(outcome.measures.get(), by=board.manager)
        actions.remove_result(outcome, by=board.manager)
        actions.remove_result(impact, by=board.manager)
        assert not Result.objects.filter(logframe=draft).exists()


def test_two_drafts_at_once_are_refused_by_the_database(board: Board) -> None:
    given: dict[str, Any] = {
        "programme": board.cast.programme, "owner_org": board.cast.host,
        "drafted_by": board.manager, "drafted_at": board.cast.now,
    }  # fmt: skip
    Logframe.objects.create(number=1, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Logframe.objects.create(number=2, status=FrameStatus.DRAFT, **given)
