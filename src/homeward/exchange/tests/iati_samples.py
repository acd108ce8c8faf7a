"""Activities of nobody, to be put together as a test needs them."""

import io
from typing import Any

from homeward.exchange import activities
from homeward.exchange.importer import Report

REPORTER = (
    '<reporting-org ref="XX-TEST-1" type="21"><narrative>Oak Trust</narrative></reporting-org>'
)
TITLE = "<title><narrative>Oak</narrative></title>"
WORDS = "<description><narrative>About oaks</narrative></description>"
ORG = '<participating-org role="4" type="22"><narrative>Oak Centre</narrative></participating-org>'
STATUS = '<activity-status code="2"/>'
DATES = (
    '<activity-date type="2" iso-date="2025-01-01"/><activity-date type="3" iso-date="2026-12-31"/>'
)
BUDGET = (
    '<budget><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>'
    '<value value-date="2025-01-01">1000.50</value></budget>'
)
MOVED = (
    '<transaction><transaction-type code="3"/><transaction-date iso-date="2025-03-01"/>'
    '<value value-date="2025-03-01">250</value><description><narrative>Rent</narrative>'
    '</description><provider-org ref="XX-TEST-2"><narrative>Elm Fund</narrative></provider-org>'
    "</transaction>"
)


def activity(
    identifier: str = "XX-TEST-1-A",
    *,
    title: str = TITLE,
    body: str = "",
    dates: str = DATES,
    attributes: str = 'xml:lang="en" default-currency="EUR"',
    reporter: str = REPORTER,
) -> str:
    return (
        f"<iati-activity {attributes}>\n<iati-identifier>{identifier}</iati-identifier>\n"
        f"{reporter}\n{title}\n{WORDS}\n{ORG}\n{STATUS}\n{dates}\n{body}\n</iati-activity>\n"
    )


def document(*inside: str, version: str = "2.03", head: str = "") -> bytes:
    said = f' version="{version}"' if version else ""
    text = f"{head}<iati-activities{said}>\n{''.join(inside)}</iati-activities>\n"
    return text.encode()


def take(*files: bytes, lenient: bool = False, dry_run: bool = False, **more: Any) -> Report:
    sources = [
        activities.Source(f"file-{number}.xml", io.BytesIO(data), len(data))
        for number, data in enumerate(files, start=1)
    ]
    options = activities.Options(is_lenient=lenient, **more)
    return activities.run(sources, options, dry_run=dry_run)


def told(report: Report) -> list[tuple[int | None, str]]:
    """Line and element of each fault, else of each note."""
    return [(said.row, said.field) for said in report.faults or report.notes]
