import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from homeward.exchange.readers.jordan_services import read
from homeward.services.records import ServiceRecord


def feature(number: int = 1, activity: int = 10, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": number,
        "properties": {
            "locationName": "Irbid City",
            "partnerName": "Oak ",
            "activity": activity,
            "activityCategory": "HEALTH",
            "activityName": "Health  Services",
            "startDate": "2014-01-01",
            "endDate": "2014-12-31",
            **properties,
        },
        "geometry": {"type": "Point", "coordinates": [35.85, 32.55]},
    }


ARABIC = {"locationName": "مدينة اربد", "activityName": "الخدمات الصحية"}
HOURS = {
    "7. Availability Day": {"Sun-Thurs": True},
    "8. Office Open at": {"8:30am": True},
    "9. Office close at": {"Close at 16:00pm": True},
}
HOURS_AR = {
    "7. تاريخ التوفر": {"الأحد-الخميس": True},
    "8. موعد فتح المكتب": {"8:30am": True},
    "9. موعد إغلاق المكتب": {"يغلق 16:00": True},
}


@pytest.fixture
def files(tmp_path: Path) -> Any:
    def write(english: Any, arabic: Any) -> tuple[Path, Path]:
        paths = tmp_path / "en.geojson", tmp_path / "ar.geojson"
        for path, features in zip(paths, (english, arabic), strict=True):
            text = features if isinstance(features, str) else _collection(features)
            path.write_text(text, encoding="utf-8")
        return paths

    return write


def _collection(features: list[Any]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _one(paths: tuple[Path, Path]) -> ServiceRecord:
    directory, reading = read(*paths)
    assert reading.faults == []
    [service] = directory.services
    return service


def test_both_languages_become_one_service(files: Any) -> None:
    service = _one(files([feature()], [feature(**ARABIC)]))
    assert service.source_id == "1/10"
    assert service.words.name == "Health Services"
    assert service.texts["ar"].name == "الخدمات الصحية"
    assert service.organisation == "Oak"
    assert service.category == "health"
    assert (service.valid_from, service.valid_until) == (date(2014, 1, 1), date(2014, 12, 31))


def test_one_id_may_stand_for_several_activities(files: Any) -> None:
    english, arabic = [feature(), feature(activity=11)], [feature(**ARABIC), feature(activity=11)]
    directory, reading = read(*files(english, arabic))
    assert reading.faults == []
    assert [service.source_id for service in directory.services] == ["1/10", "1/11"]


def test_the_place_lies_in_its_governorate(files: Any) -> None:
    directory, _reading = read(*files([feature()], [feature(**ARABIC)]))
    [place] = directory.locations
    assert place.area is not None
    assert place.area.pcode == "JO21"
    assert place.names == {"ar": "مدينة اربد"}
    assert (place.latitude, place.longitude) == (32.55, 35.85)


def test_days_and_hours_are_read(files: Any) -> None:
    service = _one(files([feature(**HOURS)], [feature(**ARABIC, **HOURS_AR)]))
    [hours] = service.schedules
    assert hours.byday == ("SU", "MO", "TU", "WE", "TH")
    assert (hours.opens_at, hours.closes_at) == (time(8, 30), time(16, 0))
    assert hours.descriptions["ar"] == "الأحد-الخميس, 8:30am, يغلق 16:00"


def test_two_opening_times_stay_words(files: Any) -> None:
    shifts = {"8. Office Open at": {"8:30am": True, "13:00pm": True}}
    service = _one(files([feature(**shifts)], [feature(**shifts)]))
    [hours] = service.schedules
    assert hours.opens_at is None
    assert hours.description == "8:30am, 13:00pm"


def test_what_is_not_offered_is_no_term(files: Any) -> None:
    offered = {"indicators": {"Primary care": 1, "Immunization": 0}}
    service = _one(files([feature(**offered)], [feature(indicators={"رعاية": 1, "تطعيم": 0})]))
    assert [label.term for label in service.terms] == ["Primary care"]


def test_a_wording_for_two_terms_is_not_trusted(files: Any) -> None:
    english = [
        feature(1, **{"3. Intake Criteria": {"Open to all": True}}),
        feature(2, **{"3. Intake Criteria": {"Disability": True}}),
    ]
    arabic = [
        feature(1, **{"3. معايير القبول": {"إعاقة": True}}),
        feature(2, **{"3. معايير القبول": {"إعاقة": True}}),
    ]
    directory, reading = read(*files(english, arabic))
    assert directory.services[0].texts["ar"].eligibility == "معايير القبول: Open to all"
    [taxonomy] = directory.taxonomies
    assert all(term.names == {} for term in taxonomy.terms)
    assert [note.field for note in reading.notes] == ["intake-criteria"]


@pytest.mark.parametrize(
    ("english", "arabic", "field", "row"),
    [
        ([feature(1), feature(1)], [feature(1)], "id", 2),
        ([feature(1), feature(2)], [feature(1)], "id", 2),
        ([feature(1)], [feature(1), feature(2)], "id", 2),
        ([{**feature(1), "id": None}], [], "id", 1),
        ([feature(partnerName="")], [feature()], "partnerName", 1),
        ([feature(startDate="soon")], [feature()], "startDate", 1),
        ([{**feature(), "geometry": {"coordinates": ["x"]}}], [feature()], "geometry", 1),
        ([feature(**HOURS)], [feature()], "", 1),
        (
            [feature(**{"1. Who": {"a": True, "b": True}})],
            [feature(**{"1. من": {"ا": True}})],
            "1. Who",
            1,
        ),
        ([7], [feature()], "id", 1),
    ],
)
def test_a_fault_refuses_everything_and_says_where(
    files: Any, english: Any, arabic: Any, field: str, row: int
) -> None:
    directory, reading = read(*files(english, arabic))
    assert directory.services == ()
    assert (field, row) in [(fault.field, fault.row) for fault in reading.faults]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('{"features": [\n{"id": 1,\n}]}', 3),
        ("", 1),
        ('{"type": "FeatureCollection"}', None),
        ("[1, 2]", None),
        ("[" * 100_000, None),
        ('{"features": [NaN]}', None),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_line(
    files: Any, text: str, row: int | None
) -> None:
    _directory, reading = read(*files(text, [feature()]))
    assert [fault.row for fault in reading.faults if fault.file == "en.geojson"] == [row]


def test_bytes_that_are_no_text_are_refused_with_their_line(files: Any) -> None:
    english, arabic = files([feature()], [feature()])
    english.write_bytes(b'{"features":\n[\xff]}')
    _directory, reading = read(english, arabic)
    assert (reading.faults[0].file, reading.faults[0].row) == ("en.geojson", 2)


def test_a_point_outside_the_globe_is_left_out_with_a_note(files: Any) -> None:
    far = {**feature(), "geometry": {"coordinates": [35.0, 132.0]}}
    directory, reading = read(*files([far], [feature()]))
    assert directory.locations[0].latitude is None
    assert [note.field for note in reading.notes] == ["geometry"]
