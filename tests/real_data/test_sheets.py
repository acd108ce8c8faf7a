"""Sheets of who does what where, as they are published, through the wizard."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from homeward.actors import actions as actors
from homeward.actors.models import Actor, ActorName
from homeward.core.changes import Did
from homeward.exchange.readers import org_map
from homeward.exchange.sheets import columns, importing, placing, prepared, queries, reading, said
from homeward.exchange.sheets.choices import Way
from homeward.exchange.sheets.importing import SheetReport
from homeward.exchange.sheets.placing import Gazetteer, Placed
from homeward.exchange.sheets.said import Mapping3W
from homeward.files.sheets import Table
from homeward.places.models import Area
from homeward.programmes.models import Presence

pytestmark = [pytest.mark.real_data, pytest.mark.django_db]
Find = Callable[[str], Path]
ETHIOPIA = "3w/raw_3w_ethiopia_2025-08.csv.gz"
PRESENCE = "3w/hdx_hapi_operational_presence_global.csv.gz"
ORG_MAP = "3w/org_map.csv"
COUNTRIES = {"ETH": "ET", "SOM": "SO", "TCD": "TD", "COD": "CD"}


@pytest.fixture
def areas(real_data: Find) -> None:
    """The published areas of the sheets' countries."""
    made: dict[str, Area] = {}
    with real_data("pcodes/global_pcodes_adm_1_2.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if country := COUNTRIES.get(row["Location"]):
                made[row["P-Code"]] = Area.objects.create(
                    country_id=country,
                    pcode=row["P-Code"],
                    name=row["Name"],
                    level=int(row["Admin Level"]),
                    parent=made.get(row["Parent P-Code"]),
                )


def told(path: Path, **whole: str | int) -> tuple[Table, Mapping3W]:
    """A sheet with its columns as they are guessed."""
    table = reading.read(path.read_bytes())
    guesses = columns.guess(table.header, (row for _n, row in table.rows), table.tags)
    return table, Mapping3W(columns=columns.as_mapping(guesses), **whole)  # type: ignore[arg-type]


def run(path: Path, **whole: str | int) -> SheetReport:
    table, mapping = told(path, **whole)
    return importing.run(importing.plan(table, mapping, source="3w:test", file=path.name))


def test_every_column_of_both_layouts_is_guessed(real_data: Find) -> None:
    table, mapping = told(real_data(ETHIOPIA))
    assert len(mapping.columns) == len(table.header) == 17
    assert table.header[mapping.columns["admin3_code"]] == "WoredaPcod"
    table, mapping = told(real_data(PRESENCE))
    assert {table.header[at] for at in mapping.columns.values()} == {
        "location_code", "admin1_code", "admin1_name", "admin2_code", "admin2_name",
        "org_acronym", "org_name", "org_type_description", "sector_code", "sector_name",
        "reference_period_start", "reference_period_end",
    }  # fmt: skip


def test_ethiopias_sheet_is_placed_and_a_second_reading_changes_nothing(
    areas: None, real_data: Find
) -> None:
    """Of its 7,324 lines 4,202 are empty; what is left is placed, or listed with its reason."""
    path = real_data(ETHIOPIA)
    report = run(path, country="ET", year=2025)
    share = report.on_an_area / report.rows
    print(f"{report.rows} rows, {report.empty_rows} empty; {share:.1%} placed: {report.ways}")
    assert (report.rows, report.empty_rows, report.refused) == (3_122, 4_202, 0)
    assert share >= 0.95
    assert report.unplaced == len(report.notes) == report.rows - report.on_an_area
    assert report.counts["presence"] == {Did.NEW: 3_122}
    assert Presence.objects.filter(starts_on=date(2025, 8, 1), sector=None).count() == 0
    again = run(path, country="ET", year=2025)
    assert again.counts["presence"] == {Did.UNCHANGED: 3_122}
    assert set(again.counts["programme"]) == {Did.UNCHANGED}
    assert (again.new_actors, again.gone) == (0, 0)


def test_three_decisions_place_the_rest_of_ethiopias_sheet(areas: None, real_data: Find) -> None:
    table, mapping = told(real_data(ETHIOPIA), country="ET", year=2025)
    north = Area.objects.get(pcode="ET01").pk
    decided = {f"ET:contested/area {n}": north for n in (1, 2, 3)}
    rows = said.rows(table, mapping, prepared.Reading(), file="f").said
    known = prepared.Known(
        names=queries.known_names(["ET"]), places=queries.gazetteers(["ET"], decided)
    )
    found = prepared.prepare(rows, known, prepared.Reading(), file="f")
    print(f"with three decisions {found.on_an_area / len(rows):.2%}")
    assert found.on_an_area / len(rows) > 0.995


def test_neighbours_tell_the_right_region(areas: None, real_data: Find) -> None:
    """Each point whose region is known is left out in turn and guessed from the others."""
    table, mapping = told(real_data(ETHIOPIA), country="ET", year=2025)
    gazetteer = queries.gazetteers(["ET"], {})["ET"]
    points: dict[placing.Point, int] = {}
    for row in said.rows(table, mapping, prepared.Reading(), file="f").said:
        place = placing.place(row, gazetteer)
        if row.point and isinstance(place, Placed) and place.area:
            points[row.point] = gazetteer.widest(gazetteer.by_pk[place.area]).pk
    guessed = Counter(
        "none" if (area := _without(points, point)) is None else area == points[point]
        for point in points
    )
    right, wrong = guessed[True], guessed[False]
    print(f"{right} right, {wrong} wrong, {guessed['none']} not guessed")
    assert right / (right + wrong) >= 0.95


def _without(points: dict[placing.Point, int], point: placing.Point) -> int | None:
    return placing.neighbour(point, {p: area for p, area in points.items() if p != point})


def test_a_second_layout_only_needs_its_columns(areas: None, real_data: Find) -> None:
    report = run(real_data(PRESENCE))
    print(f"{report.rows} rows: {report.ways}")
    assert report.rows == 4_999
    # Of a whole country, without an area in the sheet itself.
    assert report.ways == {Way.CODE: 4_966, Way.COUNTRY: 33}
    again = run(real_data(PRESENCE))
    assert again.counts["presence"] == {Did.UNCHANGED: 4_999}


def test_the_list_of_names_makes_dirty_names_one(areas: None, real_data: Find) -> None:
    records, read = org_map.read(real_data(ORG_MAP))
    # Two rows name an organisation without another way of writing it.
    assert (read.faults, len(read.notes)) == ([], 2)
    made = Counter(change.did for change in actors.put_names(org_map.SOURCE, records))
    print(f"{made[Did.NEW]} organisations, {ActorName.objects.count()} ways of writing")
    assert made.keys() == {Did.NEW}
    assert {c.did for c in actors.put_names(org_map.SOURCE, records)} == {Did.UNCHANGED}
    migration = Actor.objects.get(name="International Organization for Migration")
    names = queries.known_names(["ET", "TD"])
    for text in (
        "OIM - International Organization for Migration",
        "organisation internationale des migrations",
    ):
        assert names.find(said.Named(text), "TD") == migration.pk
    report = run(real_data(PRESENCE))
    print(f"{report.new_actors} organisations of the second sheet were not known by the list")
    assert report.new_actors < 60


def test_without_areas_every_row_says_what_to_import(real_data: Find) -> None:
    table, mapping = told(real_data(ETHIOPIA), country="ET")
    rows = said.rows(table, mapping, prepared.Reading(), file="f").said
    found = {placing.place(row, Gazetteer(())) for row in rows}
    assert [nowhere.reason.value for nowhere in found] == ["no_areas"]  # type: ignore[union-attr]
