"""The whole official files of P-codes, GeoNames and ESCO, twice each."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from homeward.core.changes import Did
from homeward.exchange import reference
from homeward.exchange.importer import Report
from homeward.exchange.readers import esco, geonames, pcodes
from homeward.occupations import queries as occupations
from homeward.occupations.actions import put_classification
from homeward.occupations.models import Occupation, Skill
from homeward.places import queries
from homeward.places.actions import centre_areas, put_areas, put_towns
from homeward.places.models import Area, Town

pytestmark = pytest.mark.real_data

Find = Callable[[str], Path]
PCODES = "pcodes/global_pcodes_adm_1_2.csv"
TOWNS = "geonames/cities5000_partner_countries.csv.gz"
ESCO = (
    "esco/ESCO-v1.1.1-classification-en-csv.zip",
    "esco/ESCO-v1.1.1-relations-csv.zip",
)


def twice(kind: str, reading: Any, write: Any) -> tuple[Report, Report]:
    def run() -> Report:
        return reference.run(kind, reading, write, file=kind, at=timezone.now())

    return run(), run()


def test_every_area_of_the_list_is_here_and_a_second_reading_changes_nothing(
    real_data: Find, db: Any
) -> None:
    records, reading = pcodes.read(real_data(PCODES))
    first, second = twice("pcodes", reading, lambda: [put_areas(records)])
    assert (first.is_refused, first.count("area", Did.NEW)) == (False, 33_363)
    assert second.counts == {"area": {Did.UNCHANGED: 33_363}}
    assert second.gone == 0
    assert Area.objects.filter(level=1).count() == 2_455
    assert Area.objects.filter(level=2, parent=None).count() == 0
    assert Area.objects.filter(country="GH").count() == 276
    assert [a.pcode for a in queries.areas_like("Ashanti Region", "GH")] == ["GH02"]


def test_every_town_is_here_and_found_in_arabic_too(real_data: Find, db: Any) -> None:
    records, reading = geonames.read(real_data(TOWNS))
    first, second = twice("geonames", reading, lambda: [put_towns(records)])
    # Kosovo has no code of ISO 3166-1; its 35 towns are told.
    assert first.count("town", Did.NEW) == 18_196 - 35
    assert [note.text[:11] for note in first.notes] == ["35 towns of"]
    assert second.counts == {"town": {Did.UNCHANGED: 18_161}}
    assert queries.towns_like("صفاقس", "TN")[0].name == "Sfax"
    assert queries.towns_like("kumasi", "GH")[0].pk == 2298890
    assert Town.objects.filter(population=None).count() < 1_000
    put_areas(pcodes.read(real_data(PCODES))[0])
    assert centre_areas() > 1_000
    assert centre_areas() == 0


def test_every_occupation_and_skill_is_here_with_what_it_asks_for(real_data: Find, db: Any) -> None:
    read, language, reading = esco.read(real_data(ESCO[0]), real_data(ESCO[1]))
    assert (language, reading.faults) == ("en", [])
    first, second = twice("esco", reading, lambda: put_classification(read))
    assert {kind: counts[Did.NEW] for kind, counts in first.counts.items()} == {
        "ISCO group": 619,
        "occupation": 3_007,
        "skill": 13_896 + 640,
        # One occupation that 67 of the 123,855 relations name is not in the classification.
        "skill of an occupation": 123_855 - 67,
        "skill in a group": 20_656 - 7,
        "skill of a skill": 5_899,
    }
    assert {did for counts in second.counts.values() for did in counts} == {Did.UNCHANGED}
    welder = occupations.occupations_like("welder")[0]
    assert (welder.title, welder.group_id) == ("welder", "7212")
    assert occupations.needs_of(welder)["essential"]
    assert Occupation.objects.filter(broader=None).count() == 1_760
    assert Skill.objects.filter(kind="").count() == 6
