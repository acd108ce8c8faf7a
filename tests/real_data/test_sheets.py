"""Sheets of who does what where, as they are published, through the wizard."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from homeward.exchange.sheets import columns, importing, reading
from homeward.exchange.sheets.importing import SheetReport
from homeward.exchange.sheets.said import Mapping3W
from homeward.places.models import Area, Country

pytestmark = [pytest.mark.real_data, pytest.mark.django_db]
Find = Callable[[str], Path]
ETHIOPIA = "3w/raw_3w_ethiopia_2025-08.csv.gz"
PRESENCE = "3w/hdx_hapi_operational_presence_global.csv.gz"
COUNTRIES = {"ETH": "ET", "SOM": "SO", "TCD": "TD", "COD": "CD"}


@pytest.fixture
def areas(real_data: Find) -> None:
    """The published areas of the sheets' countries."""
    made: dict[str, Area] = {}
    with real_data("pcodes/global_pcodes_adm_1_2.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if country := COUNTRIES.get(row["Location"]):
                made[row["P-Code"]] = Area.objects.create(
                    country=Country.objects.get(pk=country),
                    pcode=row["P-Code"],
                    name=row["Name"],
                    level=int(row["Admin Level"]),
                    parent=made.get(row["Parent P-Code"]),
                )


def run(path: Path, *, country: str = "", year: int = 0) -> SheetReport:
    table = reading.read(path.read_bytes())
    guesses = columns.guess(table.header, (row for _n, row in table.rows), table.tags)
    mapping = Mapping3W(columns=columns.as_mapping(guesses), country=country, year=year)
    return importing.run(importing.plan(table, mapping, source="3w:test", file=path.name))


def test_the_sheet_of_ethiopia(areas: None, real_data: Find) -> None:
    import time

    t = time.time()
    report = run(real_data(ETHIOPIA), country="ET", year=2025)
    print(time.time() - t)
    j = report.as_json()
    j.pop("changed")
    n = j.pop("notes")
    print(j, len(n), n[:3], report.source)
    t = time.time()
    again = run(real_data(ETHIOPIA), country="ET", year=2025)
    j = again.as_json()
    print(j["counts"], j["gone"], time.time() - t)
    import collections

    print(collections.Counter((x["text"], x["field"][:40]) for x in n).most_common(50))


def test_hapi(areas: None, real_data: Find) -> None:
    import time

    t = time.time()
    report = run(real_data(PRESENCE))
    print(time.time() - t)
    j = report.as_json()
    j.pop("changed")
    n = j.pop("notes")
    print(j, len(n), n[:3])
    again = run(real_data(PRESENCE))
    j = again.as_json()
    print(j["counts"], j["gone"])
