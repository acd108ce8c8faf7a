"""The real directories: HSDS's own examples, and the services of Jordan in two languages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from homeward.core.changes import Did
from homeward.exchange import importer
from homeward.exchange.readers import hsds, jordan_services
from homeward.places.models import Area
from homeward.services import queries
from homeward.services.models import Location

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
EXAMPLES = "hsds/spec-3.x-examples"
COUNSELLING = "Community Counselling"


def _jordan(find: Find) -> Any:
    folder = find("services_jordan")
    return jordan_services.read(
        folder / "services_2015-03_en.geojson", folder / "services_2015-03_ar.geojson"
    )


def test_all_services_of_jordan_are_joined(real_data: Find) -> None:
    directory, reading = _jordan(real_data)
    assert reading.faults == []
    assert len(directory.services) == 562
    assert len({service.source_id for service in directory.services}) == 562
    assert all(service.texts["ar"].name for service in directory.services)
    assert len(directory.organisations) == 44


def test_every_place_of_jordan_but_the_whole_country_has_its_governorate(real_data: Find) -> None:
    directory, _reading = _jordan(real_data)
    assert [place.name for place in directory.locations if place.area is None] == ["Country Wide"]
    assert len({place.area.pcode for place in directory.locations if place.area}) == 12


def test_jordan_imports_once_and_is_unchanged_after(real_data: Find, as_app: Any) -> None:
    with as_app():
        first = importer.run(*_jordan(real_data))
        second = importer.run(*_jordan(real_data))
    assert first.count("service", Did.NEW) == 562
    assert second.count("service", Did.UNCHANGED) == 562
    assert second.changed == []
    assert second.gone == 0


def test_jordan_is_found_in_arabic_and_in_english(real_data: Find, as_app: Any) -> None:
    with as_app():
        importer.run(*_jordan(real_data))
        irbid = Area.objects.get(pcode="JO21")
        english = queries.search("child protection", area=irbid)
        # As the source writes it, with the hamza that it leaves out, and with the article.
        for text in ("حماية الطفل", "حمايه طفل", "الحماية الطفل"):
            assert set(queries.search(text, area=irbid)) >= set(
                english.filter(name="Child Protection")
            )
        assert queries.search("إربد").exists()
        assert queries.title(english.filter(name="Child Protection")[0], "ar") == "حماية الطفل"


@pytest.mark.parametrize(
    "name", ["csv", "service_full.json", "organization_full.json", "tabular.json", ""]
)
def test_each_form_of_the_hsds_example_gives_its_service(
    real_data: Find, as_app: Any, name: str
) -> None:
    with as_app():
        report = importer.run(*hsds.read(real_data(EXAMPLES) / name))
        assert report.faults == []
        [service] = queries.search("counselling depression")
    assert service.name == COUNSELLING
    assert service.organisation.name == "Example Organization Inc."
    assert service.languages == ["ur"]
    assert [cost.currency for cost in service.cost_options.all()] == ["GBP"]
    assert service.required_documents.count() == 1


def test_the_example_imported_twice_is_unchanged(real_data: Find, as_app: Any) -> None:
    path = real_data(EXAMPLES) / "csv"
    with as_app():
        importer.run(*hsds.read(path))
        again = importer.run(*hsds.read(path))
    assert again.changed == []
    assert again.count("service", Did.UNCHANGED) == 1


def test_a_point_that_is_not_on_the_globe_is_left_out(real_data: Find, as_app: Any) -> None:
    with as_app():
        report = importer.run(*hsds.read(real_data(EXAMPLES) / "csv"))
        assert Location.objects.get().latitude is None
    assert "latitude" in {note.field for note in report.notes}


def test_an_organisation_without_address_is_refused_until_a_country_is_given(
    real_data: Find, as_app: Any
) -> None:
    path = real_data(EXAMPLES) / "organization_list.json"
    with as_app():
        assert importer.run(*hsds.read(path)).is_refused
        assert not importer.run(*hsds.read(path, country="GB")).is_refused
