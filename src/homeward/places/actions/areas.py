"""Areas as a directory names them, and as OCHA's list of P-codes has them."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from homeward.core import bulk
from homeward.places.choices import DEEPEST, OCHA
from homeward.places.models import Area, Country
from homeward.places.records import AreaRecord
from homeward.places.rules import place_key


@transaction.atomic
def ensure_area(
    country: Country,
    name: str,
    *,
    level: int = 1,
    parent: Area | None = None,
    pcode: str = "",
    names: dict[str, str] | None = None,
) -> Area:
    """The area of that code, or of that name, made where it isn't there; fills what is empty.

    A name is compared folded, so that a directory's "Ashanti Region" is the list's "Ashanti".
    Where two areas could be meant, none of them is taken.
    """
    area = _found(country, name, level, parent, pcode) or Area.objects.create(
        country=country,
        level=level,
        name=name,
        key=place_key(name),
        parent=parent,
        pcode=pcode,
        names=names or {},
    )
    missing = {k: v for k, v in (names or {}).items() if k not in area.names}
    if missing or (pcode and not area.pcode):
        area.names = {**area.names, **missing}
        area.pcode = area.pcode or pcode
        area.save(update_fields=["names", "pcode"])
    return area


def _found(country: Country, name: str, level: int, parent: Area | None, pcode: str) -> Area | None:
    of_country = Area.objects.filter(country=country)
    if pcode and (area := of_country.filter(pcode=pcode).first()):
        return area
    if pcode:
        # Another code is another area, however it is called.
        of_country = of_country.filter(pcode="")
    if area := _one(of_country.filter(level=level, name=name, parent=parent)):
        return area
    alike = of_country.filter(key=place_key(name))
    if parent:
        alike = alike.filter(parent=parent)
    return _one(alike.filter(level=level)) or (None if parent else _one(alike))


def _one(areas: QuerySet[Area]) -> Area | None:
    found = list(areas[:2])
    return found[0] if len(found) == 1 else None


@transaction.atomic
def put_areas(records: Sequence[AreaRecord]) -> bulk.Outcome:
    """All areas of a list of P-codes, parents before children.

    An area that somebody named before the list was read takes its code, and keeps what hangs on
    it. Gone are those of the same list and the same countries that it no longer has.
    """
    whole = bulk.Outcome("area")
    countries = {record.country for record in records}
    here = Area.objects.filter(country__in=countries)
    for level in range(1, DEEPEST + 1):
        if of_level := [record for record in records if record.level == level]:
            _adopt(of_level, here)
            done = bulk.put(_sheet(of_level, _codes(here)), here.exclude(pcode=""))
            whole.counts += done.counts
            whole.changed += done.changed
    whole.gone = _gone(records, here)
    return whole


def _sheet(records: Sequence[AreaRecord], codes: dict[tuple[str, str], int]) -> bulk.Sheet:
    return bulk.Sheet(
        kind="area",
        key=("country_id", "pcode"),
        columns=("name", "level", "parent_id", "source", "valid_from"),
        rows={
            (record.country, record.pcode): (
                record.name,
                record.level,
                codes[record.country, record.parent] if record.parent else None,
                OCHA,
                record.valid_from,
            )
            for record in records
        },
        derived_columns=("key",),
        derived=lambda row: (place_key(row[0]),),
        defaults={"names": "{}", "centre_from": ""},
    )


def _codes(here: QuerySet[Area]) -> dict[tuple[str, str], int]:
    rows = here.exclude(pcode="").values_list("country_id", "pcode", "pk")
    return {(country, pcode): pk for country, pcode, pk in rows}


def _adopt(records: Sequence[AreaRecord], here: QuerySet[Area]) -> None:
    """Gives areas without a code the code of the only record of their level and name."""
    nameless = here.filter(pcode="", level=records[0].level).select_related("parent")
    by_name: dict[tuple[str, str], list[AreaRecord]] = {}
    if nameless:
        for record in records:
            by_name.setdefault((record.country, place_key(record.name)), []).append(record)
    taken = set(_codes(here))
    for area in nameless:
        alike = [
            record
            for record in by_name.get((area.country_id, area.key), [])
            if (record.country, record.pcode) not in taken
            and (area.parent is None or area.parent.pcode == record.parent)
        ]
        if len(alike) == 1:
            area.pcode = alike[0].pcode
            area.save(update_fields=["pcode"])
            taken.add((area.country_id, area.pcode))


def _gone(records: Sequence[AreaRecord], here: QuerySet[Area]) -> list[str]:
    now = {(record.country, record.pcode) for record in records}
    known = here.filter(source=OCHA).order_by("country", "pcode")
    return [
        f"{country}/{pcode} {name}"
        for country, pcode, name in known.values_list("country_id", "pcode", "name")
        if (country, pcode) not in now
    ]
