"""What comes in as HSDS goes out as it came, and the whole directory of Jordan with it."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from homeward.core.changes import Did
from homeward.exchange import importer
from homeward.exchange.readers import hsds, jordan_services
from homeward.exchange.writers import hsds as writer
from homeward.services.models import Service

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
EXAMPLES = "hsds/spec-3.x-examples"


def take_in(path: Any, **options: Any) -> importer.Report:
    directory, reading = hsds.read(path, **options)
    report = importer.run(importer.published(directory), reading)
    assert report.faults == []
    return report


def tables_of(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def said(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Rows without their empty cells, and with every value as a text."""
    return [{k: str(v) for k, v in row.items() if v not in (None, "")} for row in rows]


def test_the_example_package_goes_out_as_it_came(real_data: Find, as_app: Any) -> None:
    folder = real_data(EXAMPLES) / "csv"
    with as_app():
        take_in(folder)
        out = tables_of(writer.zipped(writer.everything()))
    came = {
        path.name: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        for path in folder.glob("*.csv")
    }
    assert {name: said(rows) for name, rows in out.items()} == {
        name: said(rows) for name, rows in came.items()
    }


def test_the_example_of_tables_in_json_goes_out_as_it_came(real_data: Find, as_app: Any) -> None:
    path = real_data(EXAMPLES) / "tabular.json"
    with as_app():
        take_in(path)
        out = tables_of(writer.zipped(writer.everything()))
    came = json.loads(path.read_text(encoding="utf-8"))
    assert {name: said(rows) for name, rows in out.items()} == {
        name: said(rows) for name, rows in came.items()
    }


def test_the_example_of_a_full_service_goes_out_as_it_came(real_data: Find, as_app: Any) -> None:
    path = real_data(EXAMPLES) / "service_full.json"
    came = json.loads(path.read_text(encoding="utf-8"))
    with as_app():
        take_in(path)
        [service] = writer.page(writer.everything())["contents"]
    assert service == came


def test_the_example_of_a_full_organisation_goes_out_as_it_came(
    real_data: Find, as_app: Any
) -> None:
    path = real_data(EXAMPLES) / "organization_full.json"
    came = json.loads(path.read_text(encoding="utf-8"))
    with as_app():
        take_in(path)
        nest = writer.Nest(writer.everything())
        assert nest.organization(came["id"], full_service=True) == came


def test_the_example_of_a_service_at_a_location_goes_out_as_it_came(
    real_data: Find, as_app: Any
) -> None:
    path = real_data(EXAMPLES) / "service_at_location_full.json"
    came = json.loads(path.read_text(encoding="utf-8"))
    with as_app():
        take_in(path)
        nest = writer.Nest(writer.everything())
        assert nest.at_location(came["id"]) == came


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("service_list.json", "service"),
        ("service_at_location_list.json", "service_at_location"),
    ],
)
def test_each_example_of_a_listing_goes_out_as_it_came(
    real_data: Find, as_app: Any, name: str, table: str
) -> None:
    path = real_data(EXAMPLES) / name
    [came] = json.loads(path.read_text(encoding="utf-8"))["contents"]
    with as_app():
        take_in(path, country="GB")
        rows = writer.everything()
    # Given on the command line, since no address of the listing names the country.
    for organisation in rows.of("organization").values():
        assert organisation.pop("homeward_country") == "GB"
    nest = writer.Nest(rows)
    if table == "service":
        assert nest.listed("service", came["id"]) == came
    else:
        assert nest.at_location_listed(came["id"]) == came


@pytest.fixture
def jordan(real_data: Find, as_app: Any) -> Any:
    folder = real_data("services_jordan")
    directory, reading = jordan_services.read(
        folder / "services_2015-03_en.geojson", folder / "services_2015-03_ar.geojson"
    )

    def load() -> importer.Report:
        return importer.run(importer.published(directory), reading)

    return load


def test_jordan_comes_back_unchanged_where_it_is_known(jordan: Any, as_app: Any) -> None:
    with as_app():
        jordan()
        first = writer.zipped(writer.everything())
        report = take_in({"jordan.zip": first})
        assert Service.objects.count() == 562
        assert writer.zipped(writer.everything()) == first
    assert report.notes == []
    assert set(report.counts["service"]) == {Did.UNCHANGED}
    assert report.count("service", Did.UNCHANGED) == 562
    assert all(set(counts) == {Did.UNCHANGED} for counts in report.counts.values())


def test_jordan_comes_into_an_empty_database_and_goes_out_the_same(
    jordan: Any, as_app: Any
) -> None:
    with as_app():
        jordan()
        first = writer.zipped(writer.everything())
        empty_the_directory()
        report = take_in({"jordan.zip": first})
        again = take_in({"jordan.zip": first})
        second = writer.zipped(writer.everything())
    assert report.count("service", Did.NEW) == 562
    assert all(set(counts) == {Did.UNCHANGED} for counts in again.counts.values())
    assert second == first


def empty_the_directory() -> None:
    from homeward.actors.models import Actor  # noqa: PLC0415
    from homeward.exchange.models import SourceRow  # noqa: PLC0415
    from homeward.services.models import Location, Taxonomy  # noqa: PLC0415

    for model in (Service, Location, Taxonomy, Actor, SourceRow):
        model._default_manager.all().delete()
