"""Published figures of returns: UNHCR's solutions, HDX's returnees by age and sex."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from homeward.exchange.commands.console import DryRun, Existing, Summary, finish, working

if TYPE_CHECKING:
    from homeward.countries.actions import Loaded
    from homeward.exchange.importer import Report


def import_returns(
    path: Existing,
    of: Annotated[
        str, typer.Option("--of", help="Day of the source, 2025-12-01; else that of the file.")
    ] = "",
    dry_run: DryRun = False,
    summary: Summary = None,
) -> None:
    """Refugees and displaced people who returned, by year: UNHCR's or HDX's CSV."""
    from homeward.countries import actions  # noqa: PLC0415 - after Django's set-up
    from homeward.exchange.importer import Report  # noqa: PLC0415
    from homeward.exchange.readers import returns as reader  # noqa: PLC0415

    try:
        day = date.fromisoformat(of) if of else date.fromtimestamp(path.stat().st_mtime)
    except ValueError as error:
        raise typer.BadParameter("not a day, as 2025-12-01", param_hint="--of") from error
    with working("Reading") as tick:
        source, figures, reading = reader.read(path)
        report = Report(
            source=source, is_dry_run=dry_run, notes=reading.notes, faults=reading.faults
        )
        report.gone_are = "figures"
        if not report.is_refused:
            tick(doing="Comparing")
            _count(
                report,
                actions.load_figures(figures, source=source, source_date=day, dry_run=dry_run),
            )
    finish(report, summary)


def _count(report: "Report", done: "Loaded") -> None:
    counts = Counter(new=done.new, changed=done.changed, unchanged=done.unchanged)
    report.counts["figures"], report.gone = counts, done.gone
