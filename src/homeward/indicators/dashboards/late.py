"""What is behind, and what is not told in time. Reads of figures, chains and reports alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homeward.indicators.choices import Dimension, MarkKind
from homeward.indicators.dashboards import queries, rules
from homeward.indicators.dashboards.choices import ReportStatus, Standing
from homeward.indicators.dashboards.models import DonorReport, Logframe
from homeward.indicators.dashboards.queries import Line
from homeward.indicators.models import Definition, Mark, Run
from homeward.indicators.queries import Cell, missing
from homeward.indicators.queries import figures as read
from homeward.programmes import queries as programmes_here
from homeward.programmes.models import Programme

# Figures are computed each night: what was not compared since the day before yesterday is late.
A_NIGHT = timedelta(days=1)


@dataclass(frozen=True)
class Behind:
    """A programme's figure that does not meet what is asked of it."""

    programme: str
    name: str
    holder: str
    cell: Cell
    mark: Mark


@dataclass(frozen=True)
class Unknown:
    """Of how many units of an indicator it is not known."""

    cell: Cell
    share: float


def programmes() -> list[Programme]:
    return list(programmes_here.run_here())


def last_run() -> Run | None:
    return queries.last_run()


def behind(*, programme: int | None, on: date) -> list[Behind]:
    """Programme by programme, the figures of all time against the targets of a day."""
    defined = queries.definitions()
    where: dict[Dimension | str, str | int] = {}
    if programme:
        where = {Dimension.PROGRAMME: programme}
    cells = read([d.indicator.code for d in defined], [Dimension.PROGRAMME], None, where)
    leads = {str(one.pk): one for one in programmes_here.run_here().select_related("lead_org")}
    marks = {key: queries.marks_on(on, programme=key) for key in leads}
    found = []
    for cell in cells:
        key = cell.at(Dimension.PROGRAMME)
        mark = marks.get(key, {}).get((cell.code, MarkKind.TARGET, cell.currency))
        if (
            mark is None
            or rules.against(cell.value, float(mark.value), cell.direction) != Standing.BEHIND
        ):
            continue
        lead = leads[key].lead_org
        found.append(Behind(key, str(leads[key]), str(lead or ""), cell, mark))
    return found


def promised(*, programme: int | None, on: date) -> list[tuple[Logframe, Line]]:
    """Measures of the results chains that are behind the way to their target."""
    found = []
    for one in queries.programmes_with_chains():
        chain = queries.chain_on(one, on=on) if programme in (None, one.pk) else None
        rows = queries.rows_of(chain, on=on) if chain else []
        found += [
            (chain, line)
            for line in queries.lines_of(rows)
            if chain and line.standing == Standing.BEHIND
        ]
    return found


def slow_figures(*, at: datetime) -> list[Definition]:
    """Definitions whose figures were not compared with the data since the night before last. Of
    what there is nothing to compute from yet, nothing is late."""
    due = at - 2 * A_NIGHT
    return [
        one for one in queries.definitions()
        if (one.checked_at is None or one.checked_at < due) and not missing(one)
    ]  # fmt: skip


def unknown_shares(*, programme: int | None) -> list[Unknown]:
    """Where data is missing, the most first."""
    codes = [one.indicator.code for one in queries.definitions()]
    if programme:
        cells = read(codes, [Dimension.PROGRAMME], None, {Dimension.PROGRAMME: programme})
    else:
        cells = read(codes)
    found = [
        Unknown(cell, cell.unknown / (cell.unknown + cell.denominator))
        for cell in cells
        if cell.unknown and cell.denominator is not None
    ]
    return sorted(found, key=lambda one: -one.share)


def reports_due(*, programme: int | None, on: date) -> list[DonorReport]:
    """Drafts whose period is over."""
    found = queries.listed().filter(status=ReportStatus.DRAFT, ends_on__lt=on)
    if programme:
        found = found.filter(programme=programme)
    return list(found.order_by("ends_on"))
