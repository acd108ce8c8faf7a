"""The inter-agency directory of services in Jordan: two GeoJSON files, English and Arabic.

A record is one activity of a partner at a place. Its `id` alone is not its key: the source gives
one id to several activities; id and activity together are.

Both files hold the same values in the same order, so a term's Arabic wording is what stands at
its place in the Arabic file. Where one Arabic wording stands for several English terms (the
source has "Open to all" and "Serious medical condition" read alike), it can't be trusted: the
term keeps its English wording.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from homeward.exchange.readers import texts
from homeward.exchange.readings import Cells, File, Reading

Key = tuple[str, str]
REQUIRED = ("locationName", "partnerName", "activity", "activityCategory", "activityName")
POINT = 2


@dataclass(frozen=True)
class Pair:
    """One record in both languages, and its point as latitude and longitude."""

    cells: Cells
    key: Key
    en: dict[str, Any]
    ar: dict[str, Any]
    point: tuple[float, float] | None

    def said(self) -> Iterator[tuple[str, list[str]]]:
        """Each list of the record with the English terms that hold."""
        for name, values in self.en.items():
            if isinstance(values, dict):
                yield list_id(name), [term for term, holds in values.items() if holds]


@dataclass
class Wordings:
    """The Arabic wording of each list and term; `terms` by the list's id."""

    lists: dict[str, tuple[str, str]] = field(default_factory=dict)
    terms: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def names(self, of: str, term: str) -> dict[str, str]:
        arabic = self.terms[of].get(term, "")
        is_sole = list(self.terms[of].values()).count(arabic) == 1
        return {"ar": arabic} if arabic and arabic != term and is_sole else {}

    def doubtful(self) -> Iterator[tuple[str, str, list[str]]]:
        for of, wordings in self.terms.items():
            for arabic in dict.fromkeys(wordings.values()):
                shared = [term for term, wording in wordings.items() if wording == arabic]
                if len(shared) > 1:
                    yield of, arabic, shared


def list_id(name: str) -> str:
    """A list's name without its number, as an id."""
    return "-".join(without_number(name).lower().split())


def without_number(name: str) -> str:
    return " ".join(re.sub(r"^\d+\.\s*", "", name).split())


def read_pairs(english: File, arabic: File, reading: Reading) -> tuple[list[Pair], Wordings]:
    """The records of both files side by side; empty where one of them has a fault."""
    en = _features(english, reading)
    ar = _features(arabic, reading)
    for key, (cells, _record) in ar.items():
        if key not in en:
            cells.fault("id", _missing(key, english.name))
    pairs = []
    for key, (cells, record) in en.items():
        if key in ar:
            pairs.append(_pair(cells, key, record, ar[key][1]))
        else:
            cells.fault("id", _missing(key, arabic.name))
    wordings = _wordings(pairs)
    return ([], wordings) if reading.faults else (pairs, wordings)


def _missing(key: Key, file: str) -> str:
    known = {"id": key[0], "activity": key[1], "file": file}
    return _("The record %(id)s of activity %(activity)s is not in %(file)s.") % known


def _features(path: File, reading: Reading) -> dict[Key, tuple[Cells, dict[str, Any]]]:
    value = texts.json_value(path.read_bytes(), path.name, reading)
    if value is None:
        return {}
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list):
        reading.fault(path.name, _("The file is no GeoJSON collection of features."))
        return {}
    found: dict[Key, tuple[Cells, dict[str, Any]]] = {}
    for number, feature in enumerate(features, start=1):
        _add_feature(found, feature, Cells(reading, path.name, number, _values(feature)))
    return found


def _values(feature: Any) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return {**properties, "id": feature.get("id")} if isinstance(properties, dict) else {}


def _add_feature(
    found: dict[Key, tuple[Cells, dict[str, Any]]], feature: Any, cells: Cells
) -> None:
    before = len(cells.reading.faults)
    key = (cells.text("id", required=True), cells.text("activity", required=True))
    for name in REQUIRED:
        if name != "activity":
            cells.text(name, required=True)
    if len(cells.reading.faults) > before:
        return
    if key in found:
        known = {"id": key[0], "activity": key[1]}
        cells.fault("id", _("The record %(id)s of activity %(activity)s is there twice.") % known)
    else:
        found[key] = cells, feature


def _pair(cells: Cells, key: Key, en: dict[str, Any], ar: dict[str, Any]) -> Pair:
    english, arabic = en["properties"], ar["properties"]
    for a, b in zip(_lists(english), _lists(arabic), strict=False):
        if len(english[a]) != len(arabic[b]):
            cells.fault(a, _("English and Arabic don't have the same number of values."))
    if len(_lists(english)) != len(_lists(arabic)):
        cells.fault("", _("English and Arabic don't answer the same questions."))
    return Pair(cells, key, english, arabic, _point(en.get("geometry"), cells))


def _lists(record: dict[str, Any]) -> list[str]:
    return [name for name, values in record.items() if isinstance(values, dict)]


def _point(geometry: Any, cells: Cells) -> tuple[float, float] | None:
    if not geometry:
        return None
    try:
        longitude, latitude = (float(number) for number in geometry["coordinates"][:POINT])
    except (TypeError, KeyError, ValueError):
        cells.fault("geometry", _("Not a point: %(what)s") % {"what": json.dumps(geometry)[:60]})
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 - degrees of the globe
        cells.note("geometry", _("Left out: the point lies outside the globe."))
        return None
    return latitude, longitude


def _wordings(pairs: list[Pair]) -> Wordings:
    wordings = Wordings()
    for pair in pairs:
        for a, b in zip(_lists(pair.en), _lists(pair.ar), strict=False):
            of = list_id(a)
            wordings.lists.setdefault(of, (without_number(a), without_number(b)))
            terms = zip(pair.en[a], pair.ar[b], strict=False)
            wordings.terms[of].update(terms)
    return wordings
