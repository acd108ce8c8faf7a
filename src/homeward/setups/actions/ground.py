"""Countries, areas, points of entry, calendars and lists of words."""

from typing import Any

from homeward.core.changes import Did
from homeward.places import actions as places
from homeward.places.models import Country, PointOfEntry
from homeward.programmes.actions import codes
from homeward.programmes.models import TargetGroup
from homeward.programmes.records import CodeRecord
from homeward.setups import queries
from homeward.setups.actions.desk import Desk, differs, written
from homeward.setups.rules import Row, Wrong
from homeward.tasks import actions as tasks
from homeward.tasks.actions import calendars
from homeward.tasks.models import CalendarYear, Holiday


def country(desk: Desk, row: Row) -> Did:
    return _keep(Country, {"code": row["code"]}, {"name": row["name"], "currency": row["currency"]})


def _keep(model: Any, key: dict[str, Any], values: dict[str, Any]) -> Did:
    kept, is_new = model.objects.get_or_create(**key, defaults=values)
    changed = differs(kept, values)
    for name in changed:
        setattr(kept, name, values[name])
    if changed:
        kept.save(update_fields=changed)
    return written(bool(changed), is_new)


def area(desk: Desk, row: Row) -> Did:
    of = desk.country(row["country"], "country")
    parent = desk.area(of, row["parent"], "parent") if row["parent"] else None
    names = {code: row[f"name_{code}"] for code in ("fr", "ar") if row[f"name_{code}"]}
    before = queries.areas(of, row["pcode"] or row["name"])
    was = (dict(before[0].names), before[0].pcode) if before else None
    found = places.ensure_area(
        of, row["name"], level=row["level"], parent=parent, pcode=row["pcode"], names=names
    )
    is_new = not before or before[0].pk != found.pk
    return written((found.names, found.pcode) != was, is_new)


def entry_point(desk: Desk, row: Row) -> Did:
    of = desk.country(row["country"], "country")
    return _keep(
        PointOfEntry,
        {"country": of, "name": row["name"]},
        {"code": row["code"], "kind": row["kind"]},
    )


def target_group(desk: Desk, row: Row) -> Did:
    said = {"en": row["name"], "fr": row["name_fr"], "ar": row["name_ar"]}
    names = {code: name for code, name in said.items() if name}
    return _keep(TargetGroup, {"code": row["code"]}, {"names": names})


def sector(desk: Desk, row: Row) -> Did:
    record = CodeRecord(
        codelist=row["list"], code=row["code"], name=row["name"], category=row["need"],
        is_sector=True,
    )  # fmt: skip
    (change,) = codes.put([record])
    return change.did


def calendar(desk: Desk, row: Row) -> Did:
    of = desk.country(row["country"], "country")
    if CalendarYear.objects.filter(country=of, year=row["year"]).exists():
        return Did.UNCHANGED
    calendars.keep_calendar(of.pk, row["year"], at=desk.at)
    if not CalendarYear.objects.get(country=of, year=row["year"]).is_known:
        raise Wrong(
            "country",
            f"no calendar of {of.code} comes with the software; name its days in holidays.csv",
        )
    return Did.NEW


def holiday(desk: Desk, row: Row) -> Did:
    by = desk.by(row)
    said = {"name": row["name"], "source": row["source"], "is_off": row["rests"]}
    kept = Holiday.objects.filter(owner_org=by.organisation_id, on=row["day"]).first()
    if kept and not differs(kept, said):
        return Did.UNCHANGED
    if kept:
        tasks.take_back_day(kept, by=by)
    tasks.add_day(row["day"], row["name"], row["source"], is_off=row["rests"], by=by, at=desk.at)
    return written(True, kept is None)


PUT = {
    "countries": country,
    "areas": area,
    "entry_points": entry_point,
    "target_groups": target_group,
    "sectors": sector,
    "calendars": calendar,
    "holidays": holiday,
}
