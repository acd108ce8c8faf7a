"""Scoring sheets: an instrument's items, points and weights as versioned data (sheets/*.toml).

Pure: no database, no settings. A sheet that contradicts itself is not loaded.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

SHEETS = Path(__file__).parent / "sheets"
FALLBACK_LANGUAGE = "en"
ONE = Fraction(1)
LONGEST_NUMBER = 40

Labels = Mapping[str, str]


class State(StrEnum):
    """What became of a question. All but the first are answer codes of every item, too."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASKED = "not_asked"


# Codes that any item takes beside its own.
STATE_CODES = frozenset(State) - {State.ANSWERED}


class Kind(StrEnum):
    ONE = "one"
    MANY = "many"
    COMPUTED = "computed"


class FaultySheet(ValueError):
    """A scoring sheet that can't be used; `faults` says everything that is wrong with it."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        super().__init__(f"{name}: {'; '.join(faults)}")


def in_language(labels: Labels, language: str) -> str:
    """The label in this language ("fr", "fr-ca"), or in English where it has none."""
    return labels.get(language.split("-", maxsplit=1)[0]) or labels[FALLBACK_LANGUAGE]


@dataclass(frozen=True, eq=False)
class Answer:
    """One answer code. Its points, or the follow-up question whose answer has them."""

    code: str
    labels: Labels
    points: Fraction | None
    follow_up: str


@dataclass(frozen=True, eq=False)
class Item:
    """A question (or a computed mean of others) with its place in the two sums."""

    id: str
    labels: Labels
    hints: Labels
    kind: Kind
    dimension: str
    dimension_weight: Fraction
    composite_weight: Fraction
    answers: tuple[Answer, ...]
    variants: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    mean_of: tuple[str, ...] = ()
    # Of a question with several answers: what a code that isn't listed counts; None refuses it.
    unlisted_points: Fraction | None = None
    # Asks about health: shown by itself in each wave.
    is_health: bool = False

    def answers_under(self, options: Mapping[str, str]) -> tuple[Answer, ...]:
        """The answers under these options: an option is named like the item it changes."""
        return self.variants.get(options.get(self.id, ""), self.answers)


@dataclass(frozen=True)
class Dimension:
    id: str
    labels: Labels


@dataclass(frozen=True)
class Option:
    """A decision where the sources disagree; the first value holds unless another is named."""

    id: str
    values: tuple[str, ...]
    labels: Labels


@dataclass(frozen=True)
class Band:
    code: str
    labels: Labels
    below: Fraction | None
    up_to: Fraction | None

    def holds(self, value: Fraction) -> bool:
        if self.below is not None:
            return value < self.below
        return self.up_to is None or value <= self.up_to


@dataclass(frozen=True)
class WaveWindow:
    """When a wave is held, in months after arrival; `latest` still counts as this wave."""

    code: str
    opens: int
    closes: int
    latest: int
    labels: Labels = field(default_factory=dict, compare=False)


def windows(raw: Sequence[Mapping[str, Any]]) -> tuple[WaveWindow, ...]:
    """Waves as a sheet, or a version of an instrument, has them."""
    return tuple(
        WaveWindow(w["code"], w["opens"], w["closes"], w["latest"], w.get("label", {})) for w in raw
    )


@dataclass(frozen=True, eq=False)
class Sheet:
    id: str
    version: str
    source: str
    labels: Labels
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    follow_ups: tuple[Item, ...]
    options: tuple[Option, ...]
    bands: tuple[Band, ...]
    waves: tuple[WaveWindow, ...]
    points_without_answer: Fraction
    warn_above: int

    @property
    def key(self) -> str:
        return f"{self.id}-{self.version}"

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """The items that are questions, in order; without the computed and the follow-ups."""
        return tuple(item for item in self.items if item.kind != Kind.COMPUTED)

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in (*self.items, *self.follow_ups)}

    @cached_property
    def health(self) -> tuple[Item, ...]:
        """The items that ask about health."""
        return tuple(item for item in self.asked if item.is_health)

    def of_dimension(self, dimension: str) -> list[Item]:
        return [item for item in self.items if item.dimension == dimension]

    def band(self, composite: Fraction) -> Band:
        """The band of the unrounded composite."""
        return next(band for band in self.bands if band.holds(composite))

    def options_with_defaults(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """Every option with its value. ValueError for an option or a value that isn't there."""
        known = {option.id: option for option in self.options}
        for name, value in chosen.items():
            if name not in known:
                raise ValueError(f"{self.key} has no option {name!r}")
            if value not in known[name].values:
                raise ValueError(f"{name} is one of {', '.join(known[name].values)}, not {value!r}")
        return {option.id: chosen.get(option.id, option.values[0]) for option in self.options}

    def wave(self, code: str) -> WaveWindow:
        return next(wave for wave in self.waves if wave.code == code)


@lru_cache
def load(instrument: str, version: str) -> Sheet:
    """The sheet of this instrument and version. FileNotFoundError, FaultySheet."""
    path = SHEETS / f"{instrument}-{version}.toml"
    return parse(path.read_text(encoding="utf-8"), name=path.name)


def shipped_names() -> list[str]:
    return sorted(path.stem for path in SHEETS.glob("*.toml"))


def shipped(name: str) -> Sheet:
    """The newest sheet of that name ("rss"), or the one of that version ("rss-2018").

    LookupError where none comes with the software.
    """
    found = [one for one in shipped_names() if name == one or one.rpartition("-")[0] == name]
    if not found:
        raise LookupError(name)
    instrument, _, version = found[-1].rpartition("-")
    return load(instrument, version)


def parse(text: str, *, name: str = "sheet") -> Sheet:
    """Reads a sheet; numbers are exact. FaultySheet with everything that is wrong."""
    try:
        raw = tomllib.loads(text, parse_float=exactly)
        sheet = _instrument(raw)
    except tomllib.TOMLDecodeError as error:
        raise FaultySheet(name, [str(error)]) from error
    except KeyError as error:
        raise FaultySheet(name, [f"{error} is missing or names nothing"]) from error
    except RecursionError as error:
        raise FaultySheet(name, ["it is nested too deeply"]) from error
    except (TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise FaultySheet(name, [f"a value is of the wrong kind: {error}"]) from error
    if faults := list(_faults(sheet)):
        raise FaultySheet(name, faults)
    return sheet


def _fraction(said: Any) -> Fraction:
    return exactly(said) if isinstance(said, str) else Fraction(said)


def exactly(text: str) -> Fraction:
    """A fraction as it is written; 1e999999999 would fill the memory before it is compared."""
    if "e" in text.lower() or len(text) > LONGEST_NUMBER:
        raise ValueError(f"{text[:LONGEST_NUMBER]} is not written with a point and few digits")
    return Fraction(text)


def _instrument(raw: dict[str, Any]) -> Sheet:
    scales = {
        name: tuple(_answer(answer) for answer in answers)
        for name, answers in raw["scales"].items()
    }
    return Sheet(
        id=raw["id"],
        version=raw["version"],
        source=raw["source"],
        labels=raw["name"],
        dimensions=tuple(Dimension(d["id"], d["label"]) for d in raw["dimensions"]),
        items=tuple(_item(item, scales) for item in raw["items"]),
        follow_ups=tuple(_item(item, scales) for item in raw.get("follow_ups", [])),
        options=tuple(
            Option(o["id"], tuple(o["values"]), o["label"]) for o in raw.get("options", [])
        ),
        bands=tuple(_band(band) for band in raw["bands"]),
        waves=windows(raw.get("waves", [])),
        points_without_answer=_fraction(raw["points_without_answer"]),
        warn_above=raw["warn_above"],
    )


def _answer(raw: dict[str, Any]) -> Answer:
    return Answer(raw["code"], raw["label"], _number(raw, "points"), raw.get("follow_up", ""))


def _band(raw: dict[str, Any]) -> Band:
    return Band(raw["code"], raw["label"], _number(raw, "below"), _number(raw, "up_to"))


def _number(raw: dict[str, Any], key: str) -> Fraction | None:
    return _fraction(raw[key]) if key in raw else None


def _item(raw: dict[str, Any], scales: Mapping[str, tuple[Answer, ...]]) -> Item:
    return Item(
        id=raw["id"],
        labels=raw["label"],
        hints=raw.get("hint", {}),
        kind=Kind(raw.get("kind", Kind.ONE)),
        dimension=raw.get("dimension", ""),
        dimension_weight=_fraction(raw.get("dimension_weight", 0)),
        composite_weight=_fraction(raw.get("composite_weight", 0)),
        answers=scales[raw["scale"]] if "scale" in raw else (),
        variants={value: scales[scale] for value, scale in raw.get("variants", {}).items()},
        mean_of=tuple(raw.get("mean_of", [])),
        unlisted_points=_number(raw, "unlisted_points"),
        is_health=bool(raw.get("health", False)),
    )


def _faults(sheet: Sheet) -> Iterator[str]:
    yield from _weight_faults(sheet)
    everything = [*sheet.items, *sheet.follow_ups]
    for name, times in Counter(item.id for item in everything).items():
        if times > 1:
            yield f"the item {name} stands there {times} times"
    for item in everything:
        yield from _item_faults(sheet, item)
    for item in sheet.follow_ups:
        if any(answer.points is None for answer in item.answers):
            yield f"{item.id}: a follow-up asks no further"
    if not any(band.below is None and band.up_to is None for band in sheet.bands[-1:]):
        yield "the last band has a limit, so that a score may have no band"


def _weight_faults(sheet: Sheet) -> Iterator[str]:
    for dimension in sheet.dimensions:
        total = sum(item.dimension_weight for item in sheet.of_dimension(dimension.id))
        if total != ONE:
            yield f"the weights of {dimension.id} sum to {float(total):g}, not to 1"
    total = sum(item.composite_weight for item in sheet.items)
    if total != ONE:
        yield f"the composite weights sum to {float(total):g}, not to 1"
    if any(min(i.dimension_weight, i.composite_weight) < 0 for i in sheet.items):
        yield "a weight is negative"


def _item_faults(sheet: Sheet, item: Item) -> Iterator[str]:
    asked = {other.id for other in sheet.asked}
    follow_ups = {other.id for other in sheet.follow_ups}
    if item.id not in follow_ups and item.dimension not in {d.id for d in sheet.dimensions}:
        yield f"{item.id}: {item.dimension!r} is no dimension"
    if item.kind == Kind.COMPUTED:
        if not item.mean_of or not set(item.mean_of) <= asked:
            yield f"{item.id}: its mean is of items that are not asked"
        return
    options = {value for option in sheet.options if option.id == item.id for value in option.values}
    if not set(item.variants) <= options:
        yield f"{item.id}: a variant without an option"
    for answers in (item.answers, *item.variants.values()):
        codes = [answer.code for answer in answers]
        if not codes or len(set(codes)) < len(codes) or set(codes) & STATE_CODES:
            yield f"{item.id}: its answer codes are missing, doubled or reserved"
        for answer in answers:
            if answer.points is None and answer.follow_up not in follow_ups:
                yield f"{item.id}: the answer {answer.code} has neither points nor a follow-up"
            if answer.points is not None and not 0 <= answer.points <= 1:
                yield f"{item.id}: the points of {answer.code} are not within 0 and 1"
