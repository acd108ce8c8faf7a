"""An instrument's version in words: items with points and weights, bands, waves, what is new."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from homeward.core.commas import enumerated
from homeward.surveys import breakdown, queries
from homeward.surveys.choices import Filler
from homeward.surveys.instruments import Answer, Item, Kind, Sheet
from homeward.surveys.models import InstrumentVersion
from homeward.surveys.queries import said


@dataclass(frozen=True)
class Line:
    """One item as a table tells it."""

    id: str
    label: str
    answers: str
    dimension_weight: str
    composite_weight: str
    is_health: bool


@dataclass(frozen=True)
class Change:
    """What one item was and is; blank where it is new or gone."""

    what: str
    was: str
    is_now: str


def whole(version: InstrumentVersion) -> dict[str, Any]:
    """All that a page tells of a version."""
    sheet = queries.sheet_of(version)
    return {
        "version": version,
        "instrument": version.instrument,
        "sheet": sheet,
        "parts": parts(sheet) if sheet else [],
        "bands": bands(sheet) if sheet else [],
        "options": options(sheet) if sheet else [],
        "without_answer": breakdown.figure(sheet.points_without_answer) if sheet else "",
        "waves": [(version.name_of_usual_wave(one.code), one) for one in version.windows],
        "fillers": [Filler(one).label for one in version.instrument.filled_by],
    }


def parts(sheet: Sheet) -> list[tuple[str, list[Line]]]:
    """(dimension, its items), and last the questions that follow others."""
    found = [
        (said(d.labels), [_line(i) for i in sheet.of_dimension(d.id)]) for d in sheet.dimensions
    ]
    if sheet.follow_ups:
        found.append((_("Asked after another answer"), [_line(i) for i in sheet.follow_ups]))
    return found


def _line(item: Item) -> Line:
    return Line(
        id=item.id,
        label=said(item.labels),
        answers=_points(item),
        dimension_weight=breakdown.figure(item.dimension_weight),
        composite_weight=breakdown.figure(item.composite_weight),
        is_health=item.is_health,
    )


def _points(item: Item) -> str:
    if item.kind == Kind.COMPUTED:
        return _("The mean of %(items)s") % {"items": enumerated(item.mean_of)}
    return "; ".join(_answer(answer) for answer in item.answers)


def _answer(answer: Answer) -> str:
    if answer.points is None:
        return _("%(answer)s: as %(item)s") % {
            "answer": said(answer.labels),
            "item": answer.follow_up,
        }
    return f"{said(answer.labels)} {breakdown.figure(answer.points)}"


def bands(sheet: Sheet) -> list[tuple[str, str]]:
    """(name, limits) of each band."""
    return [(said(band.labels), breakdown.limits(sheet, band)) for band in sheet.bands]


def options(sheet: Sheet) -> list[tuple[str, str, str]]:
    """(id, its values, what it decides)."""
    return [(o.id, enumerated(o.values), said(o.labels)) for o in sheet.options]


def between(old: Sheet | None, new: Sheet | None) -> list[Change]:
    """What the scoring of two versions differs in, item by item."""
    if old is None or new is None:
        if old is new:
            return []
        sheet = new or old
        words = f"{len(sheet.asked)}" if sheet else ""
        gone = _("no score")
        return [Change(_("Scoring sheet"), gone if new else words, words if new else gone)]
    return [*_settings(old, new), *_items(old, new)]


def _settings(old: Sheet, new: Sheet) -> Iterator[Change]:
    pairs: list[tuple[str, Any, Any]] = [
        (
            _("Points without an answer"),
            breakdown.figure(old.points_without_answer),
            breakdown.figure(new.points_without_answer),
        ),
        (_("Warns above"), str(old.warn_above), str(new.warn_above)),
        (_("Bands"), _joined(bands(old)), _joined(bands(new))),
    ]
    for what, was, is_now in pairs:
        if was != is_now:
            yield Change(what, was, is_now)


def _joined(pairs: list[tuple[str, str]]) -> str:
    return "; ".join(f"{name} {limits}".strip() for name, limits in pairs)


def _items(old: Sheet, new: Sheet) -> Iterator[Change]:
    for name in dict.fromkeys([*old.by_id, *new.by_id]):
        was, is_now = _told(old.by_id.get(name)), _told(new.by_id.get(name))
        if was != is_now:
            yield Change(name, was, is_now)


def _told(item: Item | None) -> str:
    if item is None:
        return ""
    line = _line(item)
    weights = f"{line.dimension_weight} / {line.composite_weight}"
    return f"{line.label} ({line.answers}; {weights})"
