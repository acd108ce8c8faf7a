"""Chains, reports and dashboards as rows that pages, PDFs and workbooks share. Texts alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from homeward.indicators.dashboards import words
from homeward.indicators.dashboards.choices import Level, Part, Standing
from homeward.indicators.dashboards.models import DonorReport, Logframe
from homeward.indicators.dashboards.queries import Actual, Line, Row
from homeward.indicators.models import in_words
from homeward.indicators.queries import smallest


@dataclass(frozen=True)
class Told:
    """A measure as it is written: every text is ready, and empty where it is not known."""

    line: Line
    name: str
    baseline: str
    baseline_of: str
    target: str
    target_on: Any
    actual: str
    persons: str
    as_of: str
    source: str
    status: str
    standing: Any
    definition: str


def told_rows(rows: Sequence[Row]) -> list[tuple[Row, list[Told]]]:
    least = smallest()
    return [(row, [told(line, least) for line in row.lines]) for row in rows]


def told(line: Line, least: int) -> Told:
    measure, actual = line.measure, line.actual
    kind = line.kind
    currency = actual.currency if actual else ""

    def written(number: Any) -> str:
        given = None if number is None else float(number)
        return words.value(given, kind, currency, measure.unit)

    return Told(
        line=line,
        name=str(measure),
        baseline=written(measure.baseline),
        baseline_of=words.moment(measure.baseline_on),
        target=written(measure.target),
        target_on=measure.target_on,
        actual=_actual(actual, measure.unit, least),
        persons=_persons(actual, least),
        as_of=words.moment(actual.as_of) if actual else "",
        source=_source(actual),
        status=words.STATUS[line.standing],
        standing=Standing(line.standing).label,
        definition=measure.indicator.code if measure.indicator else "",
    )


def _actual(actual: Actual | None, unit: str, least: int) -> str:
    if actual is None:
        return ""
    if actual.is_small:
        return words.small(least)
    return words.value(actual.value, actual.measure, actual.currency, unit)


def _persons(actual: Actual | None, least: int) -> str:
    if actual is None:
        return ""
    if actual.is_small:
        return words.small(least)
    return "" if actual.persons is None else number_format(actual.persons, force_grouping=True)


def _source(actual: Actual | None) -> str:
    if actual is None:
        return ""
    if actual.version is None:
        return actual.source
    return _("the register, definition version %(version)d") % {"version": actual.version}


def chain_header() -> list[str]:
    return [
        _("Level"), _("Number"), _("Result"), _("Indicator"), _("Baseline"), _("Target"),
        _("To be reached by"), _("Actual"), _("n"), _("How it stands"), _("As of"), _("Source"),
        _("Source of verification"),
    ]  # fmt: skip


def chain_table(rows: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    found = []
    for row, lines in told_rows(rows):
        head = [str(Level(row.result.level).label), row.result.number, row.result.statement]
        for one in lines:
            found.append([
                *head, one.name, one.baseline, one.target, words.moment(one.target_on), one.actual,
                one.persons, str(one.standing), one.as_of, one.source,
                one.line.measure.verification,
            ])  # fmt: skip
        if not lines:
            found.append([*head, *[""] * 10])
    return chain_header(), found


def chain(found: Logframe, rows: Sequence[Row]) -> dict[str, Any]:
    """What the template `chain` reads."""
    return {
        "title": _("Results chain: %(programme)s") % {"programme": found.programme},
        "organisation": str(found.owner_org),
        "facts": [
            [_("Version"), str(found.number)],
            [_("Valid from"), words.moment(found.valid_from)],
            [_("Where it was agreed"), found.source],
        ],
        "header": [_("Indicator"), _("Baseline"), _("Target"), _("Actual"), _("How it stands")],
        "assumes": _("Assumes: %(what)s"),
        "none": _("No indicator yet"),
        "results": [_printed(row, lines) for row, lines in told_rows(rows)],
    }


def _printed(row: Row, lines: Sequence[Told]) -> dict[str, Any]:
    result = row.result
    return {
        "level": str(Level(result.level).label),
        "title": f"{result.number} {result.statement}",
        "assumptions": result.assumptions,
        "rows": [
            [
                f"{one.name}\n{one.source}".strip(),
                f"{one.baseline}\n{one.baseline_of}".strip(),
                f"{one.target}\n{words.moment(one.target_on)}".strip(),
                f"{one.actual}\n{one.as_of}".strip(),
                str(one.standing),
            ]
            for one in lines
        ],
    }


# Reports -------------------------------------------------------------------------------------


def report_results(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The results of a report, live or frozen, as texts."""
    least = smallest()
    return [
        {
            **result,
            "level_words": Level(result["level"]).label,
            "measures": [_reported(one, least) for one in result["measures"]],
        }
        for result in content["results"]
    ]


def _reported(one: Mapping[str, Any], least: int) -> dict[str, Any]:
    said = one["actual"]
    actual = Actual(**said) if said else None
    kind = one["kind"]
    currency = actual.currency if actual else ""
    standing = Standing(one["standing"])
    return {
        "name": in_words(one["name"]) if one["code"] else one["name"],
        "code": one["code"],
        "baseline": words.value(one["baseline"], kind, currency, one["unit"]),
        "baseline_on": words.moment(one["baseline_on"]),
        "target": words.value(one["target"], kind, currency, one["unit"]),
        "target_on": words.moment(one["target_on"]),
        "actual": _actual(actual, one["unit"], least),
        "persons": _persons(actual, least),
        "as_of": words.moment(actual.as_of) if actual else "",
        "source": _source(actual),
        "status": words.STATUS[standing],
        "standing": standing.label,
    }


def amount(value: Any, currency: str) -> str:
    """Money with its two decimals, as the reader writes it."""
    return f"{number_format(value, decimal_pos=2, force_grouping=True)} {currency}"


def report_money(content: Mapping[str, Any]) -> list[dict[str, str]]:
    numbers = ("agreed", "granted", "spent", "spent_before", "received")
    return [
        {
            "budget": one["budget"],
            "percent": _("%(n)s %%") % {"n": number_format(_plain(one["percent"]))},
            **{name: amount(one[name], one["currency"]) for name in numbers},
        }
        for one in content["money"]
    ]


def _plain(text: str) -> str:
    """Without the noughts that the column's two decimals bring along."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def report_requested(content: Mapping[str, Any]) -> list[dict[str, str]]:
    least = smallest()
    return [
        {
            "asked": words.small(least)
            if one["is_small"]
            else amount(one["asked"], one["currency"]),
            "granted": words.small(least)
            if one["is_small"]
            else amount(one["granted"], one["currency"]),
        }
        for one in content["requested"]
    ]


def report_words(content: Mapping[str, Any]) -> list[tuple[Part, dict[str, Any] | None]]:
    """Every part in its order, with what stands of it."""
    written = {one["part"]: one for one in content["words"]}
    return [(part, _dated(written.get(part))) for part in Part]


def _dated(one: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if one is None else {**one, "at": words.moment(one["at"])}


def report_table(
    report: DonorReport, content: Mapping[str, Any]
) -> tuple[list[str], list[list[str]]]:
    """All of a report in one sheet, part after part."""
    wide = 9
    rows: list[list[str]] = [
        [_("Programme"), str(report.programme)],
        [_("Donor"), report.donor.name],
        [_("Period"), words.days(report.starts_on, report.ends_on)],
        [_("Figures as of"), words.moment(content["at"])],
        [_("Digest of the content"), report.fingerprint],
        [],
    ]
    for result in report_results(content):
        rows.append([str(result["level_words"]), f"{result['number']} {result['statement']}"])
        rows += [
            ["", one["name"], one["baseline"], one["target"], one["target_on"], one["actual"],
             one["persons"], str(one["standing"]), one["as_of"]]
            for one in result["measures"]
        ]  # fmt: skip
    money = ("budget", "percent", "agreed", "granted", "spent", "spent_before", "received")
    rows += [[], *[[one[name] for name in money] for one in report_money(content)], []]
    for part, one in report_words(content):
        rows.append([str(part.label), one["text"] if one else "", one["by"] if one else ""])
    header = [
        _("Level or part"), _("Result or indicator"), _("Baseline"), _("Target"),
        _("To be reached by"), _("Actual"), _("n"), _("How it stands"), _("As of"),
    ]  # fmt: skip
    return header, [row + [""] * (wide - len(row)) for row in rows]


def report(found: DonorReport, content: Mapping[str, Any]) -> dict[str, Any]:
    """What the template `report` reads."""
    chain_said = content["chain"] or {}
    return {
        "title": found.title,
        "organisation": str(found.owner_org),
        "lead": f"{found.programme} · {words.days(found.starts_on, found.ends_on)}",
        "facts": [
            [_("Donor"), found.donor.name],
            [_("Figures as of"), words.moment(content["at"])],
            [_("Submitted"), words.moment(found.submitted_at) or _("Draft, not submitted")],
            [_("Results chain"), _chain_said(chain_said)],
            [_("Digest of the content"), found.fingerprint],
        ],
        "results_heading": _("Results against targets"),
        "header": [_("Indicator"), _("Baseline"), _("Target"), _("Actual"), _("How it stands")],
        "none": _("No indicator yet"),
        "results": [
            {
                "title": f"{one['number']} {one['statement']}",
                "level": str(one["level_words"]),
                "rows": [
                    [m["name"], m["baseline"], f"{m['target']}\n{m['target_on']}".strip(),
                     f"{m['actual']}\n{m['as_of']}".strip(), str(m["standing"])]
                    for m in one["measures"]
                ],
            }
            for one in report_results(content)
        ],
        "money_heading": _("Money"),
        "money_header": [_("Budget"), _("Agreed"), _("Granted"), _("Spent in the period"),
                         _("Spent before"), _("Received")],
        "money": [
            [f"{m['budget']} ({m['percent']})", m["agreed"], m["granted"], m["spent"],
             m["spent_before"], m["received"]]
            for m in report_money(content)
        ],
        "words": [
            {"title": str(part.label), "text": one["text"],
             "by": _("%(name)s, %(day)s") % {"name": one["by"], "day": one["at"]}}
            for part, one in report_words(content) if one and one["text"]
        ],
    }  # fmt: skip


def _chain_said(said: Mapping[str, Any]) -> str:
    if not said:
        return ""
    return _("Version %(number)d, %(source)s") % {
        "number": said["version"],
        "source": said["source"],
    }
