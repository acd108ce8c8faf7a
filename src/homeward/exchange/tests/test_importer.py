from dataclasses import replace
from decimal import Decimal
from typing import Any

from homeward.access.models import Organisation
from homeward.core.changes import Did
from homeward.exchange import importer
from homeward.exchange.readings import Reading
from homeward.exchange.writers import hsds as writer
from homeward.services.models import Location, Service
from homeward.services.records import (
    DirectoryRecord,
    LocationRecord,
    OrganisationRecord,
    PlaceRecord,
    ServiceRecord,
    WordsRecord,
)

OAK = OrganisationRecord(source_id="o1", name="Oak Centre", country="GH", kind="provider")
HALL = LocationRecord(source_id="l1", kind="physical", name="Oak Hall", country="GH")
WELDING = ServiceRecord(
    source_id="s1",
    organisation="o1",
    language="en",
    words=WordsRecord(name="Welding"),
    at_locations=(PlaceRecord(location="l1"),),
)
DIRECTORY = DirectoryRecord(
    source="test", organisations=(OAK,), locations=(HALL,), services=(WELDING,)
)


def run(directory: DirectoryRecord, **options: Any) -> importer.Report:
    return importer.run(directory, Reading(), **options)


def test_a_dry_run_tells_and_writes_nothing(as_app: Any) -> None:
    with as_app():
        report = run(DIRECTORY, dry_run=True)
        assert report.count("service", Did.NEW) == 1
        assert not Service.objects.exists()
        assert not Organisation.objects.filter(name="Oak Centre").exists()


def test_twice_is_unchanged_and_runs_as_the_app_role(as_app: Any) -> None:
    with as_app():
        run(DIRECTORY)
        again = run(DIRECTORY)
    assert {kind: dict(counts) for kind, counts in again.counts.items()} == {
        "organisation": {Did.UNCHANGED: 1},
        "location": {Did.UNCHANGED: 1},
        "service": {Did.UNCHANGED: 1},
    }


def test_what_changed_is_told_field_by_field(as_app: Any) -> None:
    with as_app():
        run(DIRECTORY)
        report = run(replace(DIRECTORY, locations=(replace(HALL, city="Accra"),)))
    assert [(c.kind, c.source_id, c.fields) for c in report.changed] == [
        ("location", "l1", ("city",))
    ]


def test_what_left_its_source_is_counted_and_stays(as_app: Any) -> None:
    with as_app():
        run(DIRECTORY)
        report = run(replace(DIRECTORY, services=()))
        assert report.gone == 1
        assert Service.objects.count() == 1


def test_a_fault_of_the_reader_keeps_everything_out(as_app: Any) -> None:
    reading = Reading()
    reading.fault("file.csv", "Not so.", row=3, field="name")
    with as_app():
        report = importer.run(DIRECTORY, reading)
        assert report.is_refused
        assert report.counts == {}
        assert not Location.objects.exists()


def test_a_text_that_does_not_fit_is_refused_with_its_record(as_app: Any) -> None:
    long = replace(WELDING, words=WordsRecord(name="W" * 256))
    with as_app():
        report = run(replace(DIRECTORY, services=(long,)))
        assert not Service.objects.exists()
    [fault] = report.faults
    assert fault.field == "name"
    assert "s1" in fault.reason


def test_what_the_database_refuses_leaves_nothing_behind(as_app: Any) -> None:
    old = replace(WELDING, minimum_age=Decimal(10**9))
    with as_app():
        report = run(replace(DIRECTORY, services=(old,)))
        assert report.is_refused
        assert not Organisation.objects.filter(name="Oak Centre").exists()


def test_progress_counts_up_to_the_whole(as_app: Any) -> None:
    seen: list[tuple[int, int]] = []
    with as_app():
        run(DIRECTORY, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_an_export_leaves_a_confidential_place_out(as_app: Any) -> None:
    hidden = replace(
        HALL, is_confidential=True, address="9 Secret Lane", latitude=1.0, longitude=1.0
    )
    with as_app():
        run(importer.published(replace(DIRECTORY, locations=(hidden,))))
        page = writer.page(writer.everything())
    assert page["total_items"] == 1
    assert "Secret" not in str(page)
    assert "service_at_locations" not in page["contents"][0]
