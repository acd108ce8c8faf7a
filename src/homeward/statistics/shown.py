"""A release's tables as pages and files tell them: labels, signs for what is hidden, charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.core.charts import Chart, Series
from homeward.indicators.choices import Dimension, Measure
from homeward.indicators.models import in_words
from homeward.statistics.choices import Hidden

MOST_IN_CHART = 24


@dataclass(frozen=True)
class Line:
    """One row: its headings, what is counted, how many reached it, the value; "" hidden says no."""

    headings: tuple[str, ...]
    count: Any
    reached: Any
    value: Any
    hidden: str


@dataclass(frozen=True)
class Shown:
    """One table, ready to be written out."""

    title: str
    version: int
    headings: tuple[str, ...]
    is_share: bool
    lines: tuple[Line, ...]
    chart: Chart | None

    @property
    def hidden(self) -> int:
        return sum(line.hidden == Hidden.ALL for line in self.lines)

    @property
    def half_hidden(self) -> int:
        return sum(line.hidden == Hidden.REACHED for line in self.lines)

    @property
    def why(self) -> list[str]:
        """What is hidden, in words; one reason for all, since two would tell which is small."""
        found = []
        if self.hidden:
            found.append(
                ngettext(
                    "%(n)d row is hidden: it is of few people, or would tell of a row of few.",
                    "%(n)d rows are hidden: they are of few people, or would tell of a row of few.",
                    self.hidden,
                )
                % {"n": self.hidden}
            )
        if self.half_hidden:
            found.append(
                ngettext(
                    "Of %(n)d row the result is hidden: few people have it, or all but few.",
                    "Of %(n)d rows the result is hidden: few people have it, or all but few.",
                    self.half_hidden,
                )
                % {"n": self.half_hidden}
            )
        return found


def tables(content: Mapping[str, Any], *, source: str) -> list[Shown]:
    found = content.get("tables", [])
    return [_table(number, table, source) for number, table in enumerate(found)]


def cut_words(table: Mapping[str, Any]) -> str:
    parts = [str(Dimension(name).label) for name in table["cut"]]
    return " × ".join(parts) if parts else _("All together")


def _table(number: int, table: Mapping[str, Any], source: str) -> Shown:
    is_share = table["measure"] == Measure.SHARE
    has_period = any(row["starts"] for row in table["rows"])
    dimensions = [str(Dimension(name).label) for name in table["cut"]]
    headings = (*([_("Period")] if has_period else []), *dimensions) or (_("All together"),)
    lines = tuple(_line(table, row, has_period) for row in table["rows"])
    title = f"{in_words(table['name'])}: {cut_words(table)}"
    return Shown(
        title=title,
        version=table["version"],
        headings=headings,
        is_share=is_share,
        lines=lines,
        chart=_chart(number, table, title, lines, source),
    )


def _line(table: Mapping[str, Any], row: Mapping[str, Any], has_period: bool) -> Line:
    period = [f"{row['starts']} – {row['ends']}" if row["starts"] else _("All time")]
    labels = [row["labels"].get(name) or row["keys"][name] or _("Unknown") for name in table["cut"]]
    return Line(
        headings=(*(period if has_period else []), *labels) or (_("All together"),),
        count=row["count"],
        reached=row["reached"],
        value=_value(table, row["value"]),
        hidden=row["hidden"],
    )


def _value(table: Mapping[str, Any], value: float | None) -> float | None:
    if value is None:
        return None
    return round(100 * value, 1) if table["measure"] == Measure.SHARE else round(value, 2)


def _chart(
    number: int, table: Mapping[str, Any], title: str, lines: Sequence[Line], source: str
) -> Chart | None:
    told = [line for line in lines if line.value is not None]
    if not table["cut"] or not told or len(lines) > MOST_IN_CHART:
        return None
    is_share = table["measure"] == Measure.SHARE
    of = sum(line.count or 0 for line in lines)
    return Chart(
        key=f"chart-{number}",
        title=title,
        count=_("%(n)s counted in rows that are told") % {"n": of},
        source=source,
        alternative=_("One bar a row; hidden rows have none."),
        first=" × ".join(str(Dimension(name).label) for name in table["cut"]),
        categories=[" · ".join(line.headings) for line in lines],
        series=[
            Series(
                label=_("Share (percent)") if is_share else _("Value"),
                values=[_("hidden") if line.hidden else line.value for line in lines],
            )
        ],
        decimals=1,
        level=3,
    )


def header(table: Shown) -> list[str]:
    counted = [_("Counted"), _("Reached"), _("Share (percent)")]
    return [*table.headings, *(counted if table.is_share else [_("Counted"), _("Value")])]


def file_rows(content: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Header and rows of one flat table for files: codes stay codes, hidden stays hidden."""
    head = [
        "indicator", "code", "version", "cut", "starts_on", "ends_on", "keys", "labels", "currency",
        "counted", "reached", "value", "hidden", "at_least", "at_most",
    ]  # fmt: skip
    rows = [
        [
            table["name"], table["code"], str(table["version"]), "+".join(table["cut"]),
            row["starts"], row["ends"],
            "; ".join(f"{name}={row['keys'][name]}" for name in table["cut"]),
            "; ".join(row["labels"].get(name, "") for name in table["cut"]),
            table["currency"],
            *(_plain(row[name]) for name in ("count", "reached", "value", "hidden", "low", "high")),
        ]
        for table in content.get("tables", [])
        for row in table["rows"]
    ]  # fmt: skip
    return head, rows


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
