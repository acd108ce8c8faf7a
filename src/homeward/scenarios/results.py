"""What came of a play: bands in words, charts, and the question that the figures raise."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.core.charts import Chart, Series, Shape
from homeward.core.patterns import NextStep
from homeward.scenarios.choices import Lever, Measure, Stage, Subject
from homeward.scenarios.models import Play, Scenario
from homeward.scenarios.words import day, month_names, name_of, number, percent

LOW, MIDDLE, HIGH = 0, 2, 4
PER_CENT = 100
MORE_LIKELY_THAN_NOT = 0.5
Band = Sequence[float | None]


def banded(band: Band, decimals: int = 0) -> str:
    """The median, and what nine of ten runs lie between."""
    if band[MIDDLE] is None:
        return _("nobody’s turn came")
    return _("%(middle)s (%(low)s to %(high)s)") % {
        "middle": number(band[MIDDLE], decimals), "low": number(band[LOW], decimals),
        "high": number(band[HIGH], decimals),
    }  # fmt: skip


def signed(band: Band | None, decimals: int = 0) -> str:
    if band is None or band[MIDDLE] is None:
        return ""
    sign = "+" if (band[MIDDLE] or 0) > 0 else ""
    return f"{sign}{banded(band, decimals)}"


def side(play: Play) -> Mapping[str, Any]:
    """What would be: with the changes, where there are any."""
    result: Mapping[str, Any] = play.result or {}
    shown: Mapping[str, Any] = result["changed"] or result["base"]
    return shown


def waits(play: Play) -> list[tuple[str, str, str, str, str]]:
    """Stage; days as it is; days as it would be; what differs; who still waits at the end."""
    result = play.result or {}
    after, differs = result["changed"], result["difference"]
    return [
        (
            str(stage.label),
            banded(result["base"]["waits"][stage], 1),
            banded(after["waits"][stage], 1) if after else "",
            signed(differs["waits"][stage], 1) if differs else "",
            banded(side(play)["left"][stage]),
        )
        for stage in Stage
    ]


def services(play: Play) -> list[dict[str, str]]:
    """Needs by area, those with most that are not met first."""
    rows = sorted(side(play)["services"], key=lambda one: -(one["unmet"][MIDDLE] or 0))
    before = {(one["need"], one["area"]): one for one in (play.result or {})["base"]["services"]}
    return [
        {
            "need": name_of(Subject.NEED, one["need"]),
            "area": name_of(Subject.AREA, one["area"]),
            "asked": banded(one["asked"]),
            "before": banded(before[one["need"], one["area"]]["unmet"]),
            "unmet": banded(one["unmet"]),
            "wait": banded(one["wait"], 1),
        }
        for one in rows
        if one["asked"][HIGH]
    ]


def donors(play: Play, scenario: Scenario) -> list[dict[str, Any]]:
    months = dict(month_names(scenario))
    found = []
    for one in side(play)["donors"]:
        middle = one["dry_month"][MIDDLE]
        found.append(
            {
                "name": one["name"],
                "given": f"{number(one['given'])} {scenario.currency}",
                "spent": f"{banded(one['spent'])} {scenario.currency}",
                "is_dry": one["dry_share"] > 0,
                "share": percent(one["dry_share"]),
                "month": months.get(round(middle), "") if middle is not None else "",
            }
        )
    return found


def lever_name(one: Mapping[str, Any]) -> str:
    parts = [str(Lever(one["kind"]).label)]
    if one["subject"]:
        is_place = one["kind"] == Lever.PLACE
        parts.append(name_of(Subject.NEED if is_place else None, one["subject"]))
    if one["area"]:
        parts.append(name_of(Subject.AREA, one["area"]))
    return ": ".join(parts[:2]) + (f", {parts[2]}" if len(parts) > 2 else "")  # noqa: PLR2004


def levers(play: Play) -> list[dict[str, Any]]:
    return [
        {
            "name": lever_name(one),
            "met": number(one["met"], 1),
            "range": _("%(low)s to %(high)s")
            % {"low": number(one["least"], 1), "high": number(one["most"], 1)},
            "granted": number(one["granted"], 1),
        }
        for one in (play.result or {})["relief"]
    ]


def charts(play: Play, scenario: Scenario, seen: Mapping[str, Sequence[Any]]) -> list[Chart]:
    """A chart for each measure by month: nine runs of ten lie on its surface."""
    shown, before = side(play), (play.result or {})["base"]
    has_changes = (play.result or {})["changed"] is not None
    made = [
        _chart(
            play, scenario, measure, str(measure.label), shown["months"][measure],
            before["months"][measure] if has_changes else None, seen.get(measure),
        )
        for measure in Measure
    ]  # fmt: skip
    others = {"open": _("Cases open at the month’s end"), "load": _("Staff time on cases, percent")}
    made += [
        _chart(
            play, scenario, key, label, _scaled(shown[key], key),
            _scaled(before[key], key) if has_changes else None, None,
        )
        for key, label in others.items()
    ]  # fmt: skip
    return made


def _scaled(bands: Sequence[Band], key: str) -> Sequence[Band]:
    if key != "load":
        return bands
    return [[None if one is None else one * PER_CENT for one in band] for band in bands]


def _chart(
    play: Play, scenario: Scenario, key: str, title: str, bands: Sequence[Band],
    before: Sequence[Band] | None, seen: Sequence[Any] | None,
) -> Chart:  # fmt: skip
    series = [
        Series(label=_("9 runs in 10: from"), values=[_whole(one[LOW]) for one in bands]),
        Series(label=_("to"), values=[_whole(one[HIGH]) for one in bands]),
        Series(
            label=_("With the changes, the middle") if before is not None else _("The middle"),
            values=[_whole(one[MIDDLE]) for one in bands],
        ),
    ]
    if before is not None:
        series.append(
            Series(label=_("Without the changes"), values=[_whole(one[MIDDLE]) for one in before])
        )
    if seen:
        length = len(bands)
        padded = [*seen, *[_("to come")] * length][:length]
        series.append(
            Series(
                label=_("What happened"),
                values=[_("too few to tell") if one is None else _whole(one) for one in padded],
            )
        )
    if key == Measure.SPENT:
        title = f"{title} ({scenario.currency})"
    return Chart(
        key=f"c-{key}", title=title, count=_("%(n)d runs") % {"n": (play.result or {})["runs"]},
        source=_("played %(day)s") % {"day": day(play.ready_at.date())} if play.ready_at else "",
        alternative=_("%(name)s by month, with the range of nine runs in ten.") % {"name": title},
        first=_("Month"), categories=[name for _n, name in month_names(scenario)], series=series,
        shape=Shape.LINES, band=_("9 runs in 10"),
    )  # fmt: skip


def _whole(value: Any) -> Any:
    return round(value) if isinstance(value, float) else value


def question(scenario: Scenario, play: Play, user: User) -> NextStep:
    """What the figures ask: about money where it is likelier to run out than not, else about the
    one more that helps in 19 runs of 20."""
    likely = [one for one in side(play)["donors"] if one["dry_share"] > MORE_LIKELY_THAN_NOT]
    months = dict(month_names(scenario))
    mine = scenario.organisation_id == user.organisation_id
    common: dict[str, Any] = {
        "holder": "" if mine else str(scenario.organisation), "mine": mine,
    }  # fmt: skip
    if likely:
        one = max(likely, key=lambda donor: donor["dry_share"])
        return NextStep(
            title=_("Answer where the money comes from after %(month)s")
            % {"month": months.get(round(one["dry_month"][MIDDLE] or 1), "")},
            why=_("What comes from %(donor)s does not suffice in %(share)s of the runs; packages"
                  " that are approved then wait for it.")
            % {"donor": one["name"], "share": percent(one["dry_share"])},
            url=f"{play.get_absolute_url()}#donors", label=_("See the money by donor"), **common,
        )  # fmt: skip
    best = next(iter((play.result or {})["relief"]), None)
    if best and best["least"] > 0:
        return NextStep(
            title=_("Ask who can give it: %(lever)s") % {"lever": lever_name(best)},
            why=_("It would meet %(n)s needs more than nothing does; no other single step does as"
                  " much.") % {"n": number(best["met"], 1)},
            url=f"{play.get_absolute_url()}#relief", label=_("See what helps most"), **common,
        )  # fmt: skip
    return NextStep(title=_("No single step helps in 19 runs of 20"), nothing=True)


def side_by_side(plays: Sequence[Play]) -> list[tuple[str, list[str]]]:
    """What differs between plays: a row a figure, a value a play."""
    sides = [side(one) for one in plays]
    rows: list[tuple[str, list[str]]] = [
        (_("Returns"), [banded(one["came"]) for one in sides]),
        (_("Needs met"), [banded(one["met"]) for one in sides]),
        (_("Needs not met"), [banded(one["unmet"]) for one in sides]),
    ]
    rows += [
        (
            _("Days of waiting: %(stage)s") % {"stage": stage.label},
            [banded(one["waits"][stage], 1) for one in sides],
        )
        for stage in Stage
    ]
    rows += [
        (
            _("Money granted"),
            [
                f"{banded(one['spent'])} {play.scenario.currency}"
                for play, one in zip(plays, sides, strict=True)
            ],
        ),
        (
            _("Runs in which a donor’s money does not suffice"),
            [
                percent(max((donor["dry_share"] for donor in one["donors"]), default=0))
                for one in sides
            ],
        ),
        (_("Staff time on cases, busiest month"), [_busiest(one) for one in sides]),
        (_("Cases open at the end"), [banded(one["open"][-1]) for one in sides]),
        (_("What helps most"), [_best(play) for play in plays]),
    ]
    return rows


def _busiest(one: Mapping[str, Any]) -> str:
    known = [band[MIDDLE] for band in one["load"] if band[MIDDLE] is not None]
    return percent(max(known)) if known else _("Unknown")


def _best(play: Play) -> str:
    best = next(iter((play.result or {})["relief"]), None)
    if best is None or best["least"] <= 0:
        return _("no single step")
    return _("%(lever)s (+%(n)s needs met)") % {
        "lever": lever_name(best), "n": number(best["met"], 1),
    }  # fmt: skip
