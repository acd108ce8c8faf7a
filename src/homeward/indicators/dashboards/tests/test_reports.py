from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import Role
from homeward.core.refusals import Refused
from homeward.indicators.dashboards import actions, papers, queries
from homeward.indicators.dashboards.choices import Part, Reason
from homeward.indicators.dashboards.models import DonorReport, Logframe, Narrative
from homeward.indicators.dashboards.tests.conftest import Y2025, Board
from homeward.indicators.models import Figure

AsApp = Callable[..., Any]


def begun(board: Board, **fields: Any) -> DonorReport:
    given: dict[str, Any] = {
        "title": "Report 2025", "starts_on": Y2025, "ends_on": date(2025, 12, 31), **fields,
    }  # fmt: skip
    return actions.begin_report(
        board.cast.programme, board.donor, **given, by=board.manager, at=board.cast.now
    )


def refusal(call: Any, *args: Any, **given: Any) -> list[Any]:
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.reasons)


def test_a_report_tells_results_of_its_period_and_the_donors_money(
    board: Board, chain: Logframe, as_app: AsApp
) -> None:
    with as_app(board.manager):
        report = begun(board)
        content = queries.content(report, at=board.cast.now)
    outcome = content["results"][1]["measures"][0]
    # The year's figure, not the one of all time.
    assert outcome["actual"]["value"] == 0.7
    assert outcome["baseline"] == 0.3
    assert content["money"] == [
        {
            "budget": "Budget 2025", "currency": "EUR", "percent": "100.00", "agreed": "1000.00",
            "granted": "0.00", "spent": "0", "spent_before": "0", "received": "0",
        }
    ]  # fmt: skip


def test_what_it_lacks_is_told_at_once_and_submitted_it_is_frozen(
    board: Board, chain: Logframe, as_app: AsApp
) -> None:
    at = board.cast.now
    with as_app(board.manager):
        report = begun(board)
        assert refusal(actions.submit, report, by=board.manager, at=at) == [Reason.NO_SUMMARY]
        actions.write(report, Part.SUMMARY, "All went on.", by=board.manager, at=at)
        report = actions.submit(report, by=board.manager, at=at)
        told = queries.content(report, at=at)
        assert told["words"][0]["text"] == "All went on."
        assert told["words"][0]["by"] == "Manager"
    Figure.objects.update(value=0.01)
    with as_app(board.manager):
        report = DonorReport.objects.get(pk=report.pk)
        assert queries.content(report, at=at)["results"][1]["measures"][0]["actual"]["value"] == 0.7
        assert len(report.fingerprint) == 64
        assert refusal(actions.submit, report, by=board.manager, at=at) == [
            Reason.SUBMITTED_ALREADY
        ]
        assert refusal(actions.write, report, Part.SUMMARY, "Else", by=board.manager, at=at) == [
            Reason.SUBMITTED_ALREADY
        ]
        # Past the actions too.
        assert DonorReport.objects.filter(pk=report.pk).update(title="Else") == 0
        assert Narrative.objects.filter(report=report).update(text="Else") == 0


def test_a_report_needs_a_donor_of_the_programme_and_its_lead(board: Board, as_app: AsApp) -> None:
    with as_app(board.outsider):
        assert refusal(
            actions.begin_report, board.cast.programme, board.donor, title="x", starts_on=Y2025,
            ends_on=date(2024, 1, 1), by=board.outsider, at=board.cast.now,
        ) == [Reason.NOT_THE_LEAD, Reason.PERIOD_BACKWARDS]  # fmt: skip
    with as_app(board.evaluator), pytest.raises(PermissionDenied):
        actions.begin_report(
            board.cast.programme, board.donor, title="x", starts_on=Y2025, ends_on=Y2025,
            by=board.evaluator, at=board.cast.now,
        )  # fmt: skip


def test_its_parties_read_a_draft_or_what_was_submitted_and_nobody_else(
    board: Board, chain: Logframe, as_app: AsApp
) -> None:
    at = board.cast.now
    donors_office = board.cast.organisation("Ministry", "authority", "BE")
    board.donor.organisation = donors_office
    board.donor.save()
    reader = board.cast.user("reader", donors_office, Role.FINANCE_OFFICER)
    with as_app(board.manager):
        report = begun(board)
        actions.write(report, Part.SUMMARY, "All went on.", by=board.manager, at=at)

    def seen_by(user: Any) -> int:
        with as_app(user):
            return DonorReport.objects.filter(pk=report.pk).count()

    assert [seen_by(u) for u in (board.cast.finance, reader, board.outsider)] == [1, 0, 0]
    with as_app(board.cast.finance):
        actions.write(report, Part.MONEY, "As planned.", by=board.cast.finance, at=at)
    with as_app(board.manager):
        actions.submit(report, by=board.manager, at=at)
    assert [seen_by(u) for u in (board.cast.finance, reader, board.outsider)] == [1, 1, 0]
    with as_app(reader):
        assert len(queries.standing_words(DonorReport.objects.get())) == 2


def test_a_donors_money_is_told_to_the_programmes_parties_alone(
    board: Board, as_app: AsApp
) -> None:
    def told_to(user: Any) -> list[Any]:
        with as_app(user):
            return queries.money(
                board.cast.programme, board.donor, since=Y2025, until=date(2025, 12, 31)
            )

    assert told_to(board.outsider) == []
    assert told_to(board.manager)[0].agreed == Decimal(1000)


def test_as_a_table_it_holds_all_that_it_tells(
    board: Board, chain: Logframe, as_app: AsApp
) -> None:
    with as_app(board.manager):
        report = begun(board)
        actions.write(report, Part.SUMMARY, "=cmd", by=board.manager, at=board.cast.now)
        content = queries.content(report, at=board.cast.now)
        header, rows = papers.report_table(report, content)
    assert {len(row) for row in rows} == {len(header)}
    flat = [cell for row in rows for cell in row]
    assert {"Report 2025", "Delivered in time", "70 %", "=cmd"} <= {*flat, report.title}
