"""Reference data from their official files: P-codes, GeoNames, ESCO."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from homeward.exchange.commands.console import DryRun, Existing, Summary, Tick, finish, working

if TYPE_CHECKING:
    from homeward.core.bulk import Outcome
    from homeward.exchange.importer import Report
    from homeward.exchange.readings import Reading


def import_pcodes(path: Existing, dry_run: DryRun = False, summary: Summary = None) -> None:
    """Administrative areas with their P-codes: OCHA's list as CSV."""
    from homeward.exchange.readers import pcodes as reader  # noqa: PLC0415 - after Django's set-up
    from homeward.places import actions  # noqa: PLC0415

    with working("Reading") as tick:
        records, reading = reader.read(path)
        report = _run(
            "pcodes", [path], reading, lambda: [actions.put_areas(records)], tick, dry_run
        )
    finish(report, summary)


def import_geonames(path: Existing, dry_run: DryRun = False, summary: Summary = None) -> None:
    """Towns of GeoNames: a dump of it, packed or not, or a CSV with its column names."""
    from homeward.exchange.readers import geonames as reader  # noqa: PLC0415
    from homeward.places import actions  # noqa: PLC0415

    def write() -> Iterable["Outcome"]:
        yield actions.put_towns(records)
        actions.centre_areas()

    with working("Reading") as tick:
        records, reading = reader.read(path)
        report = _run("geonames", [path], reading, write, tick, dry_run)
    finish(report, summary)


def import_esco(
    classification: Existing, relations: Existing, dry_run: DryRun = False, summary: Summary = None
) -> None:
    """Occupations and skills: ESCO's archives of its classification and of its relations."""
    from homeward.exchange.readers import esco as reader  # noqa: PLC0415
    from homeward.occupations import actions  # noqa: PLC0415

    with working("Reading") as tick:
        read, _language, reading = reader.read(classification, relations)
        paths = [classification, relations]
        report = _run(
            "esco", paths, reading, lambda: actions.put_classification(read), tick, dry_run
        )
    finish(report, summary)


def _run(
    kind: str,
    paths: list[Path],
    reading: "Reading",
    write: Callable[[], Iterable["Outcome"]],
    tick: Tick,
    dry_run: bool,
) -> "Report":
    from django.utils import timezone  # noqa: PLC0415

    from homeward.exchange import reference  # noqa: PLC0415

    def written() -> Iterable["Outcome"]:
        for done, outcome in enumerate(write(), start=1):
            tick(done, doing=f"Wrote: {outcome.kind}")
            yield outcome

    tick(doing="Comparing")
    files = ", ".join(path.name for path in paths)
    return reference.run(kind, reading, written, file=files, at=timezone.now(), dry_run=dry_run)
