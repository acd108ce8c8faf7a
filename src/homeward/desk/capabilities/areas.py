"""All areas, what of them belongs to a step, and the document of them."""

from collections.abc import Iterator

from homeward.desk.capabilities import (
    agreements,
    arrival,
    communities,
    contact,
    cooperation,
    counselling,
    directory,
    eligibility,
    evidence,
    handover,
    mapping,
    money,
    plans,
    protection,
    referrals,
    work,
)
from homeward.desk.capabilities.rows import Area, Capability

AREAS: list[Area] = [
    part.AREA
    for part in (
        cooperation,
        agreements,
        mapping,
        eligibility,
        directory,
        counselling,
        protection,
        plans,
        referrals,
        work,
        money,
        communities,
        arrival,
        contact,
        evidence,
        handover,
    )
]
HEAD = """\
# Capabilities
Every row of the list of capabilities that the project set out with, by its id: what the software \
does, the page that does it and a test that shows it. Where more than one page or test would do, \
the nearest stands here.

A page is an address with its ids left open. A test is a file under `src/homeward/`, or under \
`tests/`, and its name; `pytest src/homeward/FILE::NAME` runs it. A number is the issue that \
brings what is missing: 9 steering, 10 production. Written from \
`src/homeward/desk/capabilities/`; a test keeps both in step, and the ids, pages and tests true. \
The page *Framework* shows them by stage and step.
"""


def every() -> Iterator[Capability]:
    for area in AREAS:
        yield from area.capabilities


def of_step(number: int) -> list[Capability]:
    return [each for each in every() if number in each.steps]


def as_markdown() -> str:
    """docs/capabilities.md."""
    rows = list(every())
    open_ones = sum(row.lacks.startswith("open") for row in rows)
    partly = sum(row.lacks.startswith("partly") for row in rows)
    done = len(rows) - open_ones - partly
    lines = [HEAD, f"{done} are done, {partly} partly, {open_ones} open.", ""]
    for area in AREAS:
        lines += [f"## {area.letter} {area.title}", ""]
        lines += ["| id | what the software does | page | test | state |", "|---|---|---|---|---|"]
        lines += [_row(each) for each in area.capabilities]
        lines.append("")
    return "\n".join(lines)


def _row(each: Capability) -> str:
    page, test = (f" `{cell}`" if cell else "" for cell in (each.page, each.test))
    return f"| {each.id} | {each.what} |{page} |{test} | {each.lacks or 'done'} |"
