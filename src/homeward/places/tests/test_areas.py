import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from homeward.core.changes import Did
from homeward.core.refusals import Refused
from homeward.places import queries
from homeward.places.actions import (
    centre_areas,
    draw,
    ensure_area,
    erase,
    put_areas,
    put_towns,
)
from homeward.places.choices import CentreFrom, Reason
from homeward.places.models import Area, AreaBoundary, Country, Town
from homeward.places.records import AreaRecord, TownRecord

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
ASHANTI = AreaRecord(
    country="GH", pcode="GH02", name="Ashanti", level=1, valid_from=date(2021, 1, 1)
)
KUMASI = AreaRecord(country="GH", pcode="GH0214", name="Kumasi", level=2, parent="GH02")
TOWN = TownRecord(
    geonameid=2298890, country="GH", name="Kumasi", latitude=6.68848, longitude=-1.62443,
    names=("Coomassie", "كوماسي"), population=1_468_609,
)  # fmt: skip
SQUARE = {"type": "Polygon", "coordinates": [[[-2, 6], [-1, 6], [-1, 7], [-2, 7], [-2, 6]]]}


@pytest.fixture
def ghana(db: Any) -> Country:
    return Country.objects.get(pk="GH")


def test_a_list_is_written_and_a_second_reading_changes_nothing(ghana: Country) -> None:
    assert put_areas([KUMASI, ASHANTI]).counts == {Did.NEW: 2}
    again = put_areas([KUMASI, ASHANTI])
    assert (again.counts, again.gone) == ({Did.UNCHANGED: 2}, [])
    assert Area.objects.get(pcode="GH0214").parent == Area.objects.get(pcode="GH02")


def test_what_differs_is_told_by_its_fields_and_what_is_gone_stays(ghana: Country) -> None:
    put_areas([ASHANTI, KUMASI])
    renamed = AreaRecord(**{**vars(ASHANTI), "name": "Asante"})
    outcome = put_areas([renamed])
    assert [(c.source_id, c.fields) for c in outcome.changed] == [("GH/GH02", ("name",))]
    assert outcome.gone == ["GH/GH0214 Kumasi"]
    assert Area.objects.get(pcode="GH02").key == "asante"
    assert Area.objects.filter(pcode="GH0214").exists()


def test_a_list_of_another_country_makes_nothing_gone(ghana: Country) -> None:
    put_areas([ASHANTI])
    togo = AreaRecord(country="TG", pcode="TG01", name="Maritime", level=1)
    assert put_areas([togo]).gone == []


def test_an_area_that_a_directory_named_takes_the_code_of_its_name(ghana: Country) -> None:
    named = ensure_area(ghana, "Ashanti Region", names={"fr": "Région d'Ashanti"})
    outcome = put_areas([ASHANTI, KUMASI])
    assert outcome.counts == {Did.CHANGED: 1, Did.NEW: 1}
    named.refresh_from_db()
    assert (named.pcode, named.name, named.names["fr"]) == ("GH02", "Ashanti", "Région d'Ashanti")


def test_a_directory_read_after_the_list_finds_the_area_by_its_folded_name(ghana: Country) -> None:
    put_areas([ASHANTI, KUMASI])
    assert ensure_area(ghana, "ASHANTI REGION").pcode == "GH02"
    assert ensure_area(ghana, "Whatever", pcode="GH02").pcode == "GH02"
    assert Area.objects.count() == 2


def test_of_two_areas_of_one_name_none_is_taken(ghana: Country) -> None:
    other = AreaRecord(country="GH", pcode="GH03", name="ashanti", level=1)
    named = ensure_area(ghana, "Ashanti")
    put_areas([ASHANTI, other])
    named.refresh_from_db()
    assert named.pcode == ""
    assert ensure_area(ghana, "Ashanti region") not in Area.objects.exclude(pcode="")


def test_two_areas_of_one_name_stand_under_one_parent_where_their_codes_differ(
    ghana: Country,
) -> None:
    again = AreaRecord(**{**vars(KUMASI), "pcode": "GH0215"})
    assert put_areas([ASHANTI, KUMASI, again]).counts == {Did.NEW: 3}


def test_another_code_is_another_area_however_it_is_called(ghana: Country) -> None:
    put_areas([ASHANTI])
    assert ensure_area(ghana, "Ashanti", pcode="GH99").pcode == "GH99"


def test_towns_are_found_by_any_name_in_any_script(ghana: Country) -> None:
    small = TownRecord(geonameid=1, country="GH", name="Kumasi Kroboe", latitude=6, longitude=-1)
    assert put_towns([TOWN, small]).counts == {Did.NEW: 2}
    assert put_towns([TOWN, small]).counts == {Did.UNCHANGED: 2}
    assert [town.pk for town in queries.towns_like("kumas")] == [2298890, 1]
    assert [town.pk for town in queries.towns_like("كوماسي", "GH")] == [2298890, 1]
    assert [town.pk for town in queries.towns_like("كوماسي كروبو", "GH")] == [1]
    assert [town.pk for town in queries.towns_like("COOMASSIE")] == [2298890]
    assert not queries.towns_like("kumasi", "TG")
    assert not queries.towns_like(" '& ")


def test_an_area_without_a_centre_takes_that_of_its_town_or_of_its_areas(ghana: Country) -> None:
    put_areas([ASHANTI, KUMASI])
    put_towns([TOWN])
    assert centre_areas() == 2
    assert centre_areas() == 0
    area, region = Area.objects.get(pcode="GH0214"), Area.objects.get(pcode="GH02")
    assert (area.latitude, area.centre_from) == (TOWN.latitude, CentreFrom.TOWN)
    assert (region.latitude, region.centre_from) == (TOWN.latitude, CentreFrom.AREAS)
    assert queries.as_points({area.pk: 3})[0].count == 3
    assert queries.as_points({ensure_area(ghana, "Nowhere").pk: 3}) == []


def test_a_boundary_gives_the_centre_and_the_towns_inside(ghana: Country) -> None:
    put_areas([ASHANTI])
    away = TownRecord(geonameid=1, country="GH", name="Tamale", latitude=9.4, longitude=-0.8)
    put_towns([TOWN, away])
    area = Area.objects.get(pcode="GH02")
    draw(area, json.dumps(SQUARE).encode(), source="Survey", by="Thomas", at=AT)
    assert list(area.towns.all()) == [Town.objects.get(pk=2298890)]
    assert (area.centre_from, AreaBoundary.objects.get().uploaded_by) == ("boundary", "Thomas")
    [drawn] = queries.as_areas({area.pk: ("4", 3)})
    assert drawn.geometry == AreaBoundary.objects.get().geometry
    erase(area)
    area.refresh_from_db()
    assert (area.latitude, area.towns.count(), AreaBoundary.objects.count()) == (None, 0, 0)


def test_a_town_is_in_the_smallest_area_whose_outline_holds_it(ghana: Country) -> None:
    put_areas([ASHANTI, KUMASI])
    put_towns([TOWN])
    for pcode in ("GH0214", "GH02"):
        area = Area.objects.get(pcode=pcode)
        draw(area, json.dumps(SQUARE).encode(), source="Survey", by="Thomas", at=AT)
    assert Town.objects.get().area == Area.objects.get(pcode="GH0214")


def test_a_boundary_is_refused_with_every_reason(ghana: Country) -> None:
    area = ensure_area(ghana, "Ashanti")
    with pytest.raises(Refused) as refusal:
        draw(area, b"no", source=" ", by="Thomas", at=AT)
    assert refusal.value.reasons == [Reason.NOT_JSON, Reason.NO_SOURCE]


def test_areas_are_found_by_code_or_name(ghana: Country) -> None:
    put_areas([ASHANTI, KUMASI])
    assert [a.pcode for a in queries.areas_like("gh02", "GH")] == ["GH02", "GH0214"]
    assert [a.pcode for a in queries.areas_like("ashanti region")] == ["GH02"]
    [row] = queries.countries_with_places()
    assert (row["areas"], row["coded"], row["deepest"], row["towns"]) == (2, 2, 2, 0)
