"""Facets, map and opening hours over the real directory of services in Jordan, in two languages."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from homeward.exchange import importer
from homeward.exchange.readers import jordan_services
from homeward.places.models import Area
from homeward.services import queries
from homeward.services.queries import Asked, Found

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
# A Tuesday, eleven in the morning in Amman.
AT = datetime(2015, 3, 10, 9, 0, tzinfo=UTC)


def find(**asked: Any) -> Found:
    return queries.find(Asked(**asked), at=AT)


@pytest.fixture
def jordan(real_data: Find, as_app: Any) -> Any:
    folder = real_data("services_jordan")
    read = jordan_services.read(
        folder / "services_2015-03_en.geojson", folder / "services_2015-03_ar.geojson"
    )
    with as_app():
        importer.run(*read)
        yield


def test_each_option_leaves_as_many_as_it_says(jordan: Any) -> None:
    everything = find()
    assert everything.total == 562
    for facet in ("category", "open", "places", "cost", "entitlement"):
        for option, number in everything.counts[facet].items():
            assert find(**{facet: (option,)}).total == number, (facet, option)
        assert sum(everything.counts[facet].values()) <= 562
    for area, number in everything.counts["area"].items():
        assert find(area=(int(area),)).total == number
    for group, number in everything.counts["group"].items():
        assert find(group=(group,)).total == number


def test_both_languages_find_the_same_protection(jordan: Any) -> None:
    irbid = Area.objects.get(pcode="JO21").pk
    english = find(text="child protection", area=(irbid,))
    arabic = find(text="حماية الطفل", area=(irbid,))
    assert english.total > 0
    assert set(english.pks) & set(arabic.pks)


def test_every_governorate_is_on_the_map_with_its_services(jordan: Any) -> None:
    found = find()
    assert sum(point.services for point in found.on_map) >= 500
    assert {point.area for point in found.on_map if point.area} == {
        int(pk) for pk in found.counts["area"]
    }


def test_nothing_is_open_that_its_hours_do_not_say(jordan: Any) -> None:
    counts = find().counts["open"]
    assert sum(counts.values()) == 562
    assert counts["unknown"] > 0
    assert find(open=("open",)).total == counts.get("open", 0)
