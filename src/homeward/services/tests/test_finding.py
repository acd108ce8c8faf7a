"""Search and facets: each facet counts what its options would leave while the others hold."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from homeward.places.models import Area
from homeward.programmes.models import Corridor, Programme
from homeward.services import queries
from homeward.services.actions import load_all, place_anew
from homeward.services.choices import Access
from homeward.services.models import Location, Schedule, Service
from homeward.services.queries import NOBODY_SAID, Asked, Found, Point
from homeward.services.records import ScheduleRecord
from homeward.services.tests.conftest import COURSE, DIRECTORY, TOWN

# A Wednesday, by both clocks in the middle of the day.
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
KUMASI = Point(latitude=6.69, longitude=-1.62)


def find(**asked: object) -> Found:
    return queries.find(Asked(**asked), at=NOON)  # type: ignore[arg-type]


@pytest.fixture
def both(course: Service, shelter: Service) -> tuple[Service, Service]:
    return course, shelter


def test_a_facet_keeps_its_own_options_countable(both: object) -> None:
    found = find(category=("training",))
    assert found.total == 1
    assert found.counts["category"] == {"training": 1, "women": 1}
    assert found.counts["country"] == {"GH": 1}


def test_options_of_one_facet_are_alternatives(both: object) -> None:
    assert find(category=("training", "women")).total == 2
    assert find(country=("GH", "TN")).total == 2
    assert find(category=("training",), country=("TN",)).total == 0


def test_an_area_takes_in_what_lies_in_it(course: Service) -> None:
    ashanti = Area.objects.get(name="Ashanti")
    district = Area.objects.create(country_id="GH", parent=ashanti, level=2, name="Bantama")
    Location.objects.update(area=district)
    assert place_anew() == 2
    found = find(area=(ashanti.pk,))
    assert course.pk in found.pks
    assert found.counts["area"][str(district.pk)] == 2
    # Nothing moved since.
    assert place_anew() == 0


def test_who_names_nobody_is_for_everybody(both: tuple[Service, Service]) -> None:
    course, shelter = both
    Service.objects.filter(pk=shelter.pk).update(groups=["women", "children"])
    assert find(group=("women",)).pks == [shelter.pk]
    assert find(group=(NOBODY_SAID,)).pks == [course.pk]
    assert find().counts["group"] == {"women": 1, "children": 1, NOBODY_SAID: 1}


def test_places_are_free_none_or_unknown(both: tuple[Service, Service]) -> None:
    course, shelter = both
    assert find(places=("free",)).pks == [course.pk]
    assert find(places=("unknown",)).pks == [shelter.pk]
    Service.objects.filter(pk=course.pk).update(places_free=0)
    assert find(places=("none",)).pks == [course.pk]


def test_what_nobody_said_is_unknown_and_not_free(both: tuple[Service, Service]) -> None:
    course, _shelter = both
    Service.objects.filter(pk=course.pk).update(cost="free", entitlement="public")
    assert find(cost=("free",)).pks == [course.pk]
    assert find().counts["cost"] == {"free": 1, NOBODY_SAID: 1}
    assert find().counts["entitlement"] == {"public": 1, NOBODY_SAID: 1}


def test_each_kind_of_access_must_be_there(course: Service) -> None:
    load_all(
        replace(
            DIRECTORY,
            locations=(
                replace(TOWN, access=(Access.STEP_FREE, Access.TOILET)),
                DIRECTORY.locations[1],
            ),
        )
    )
    place_anew()
    assert find(access=("step_free", "toilet")).pks == [course.pk]
    assert find(access=("step_free", "sign_language")).total == 0


def test_open_now_goes_by_the_clock_of_the_place(both: tuple[Service, Service]) -> None:
    course, shelter = both
    office = {"freq": "WEEKLY", "byday": ["WE"], "closes_at": time(16)}
    # Eleven in Accra is noon in Tunis.
    Schedule.objects.create(service=course, opens_at=time(11, 30), **office)
    Schedule.objects.create(service=shelter, opens_at=time(11, 30), **office)
    eleven = NOON.replace(hour=11)
    found = queries.find(Asked(open=("open",)), at=eleven)
    assert found.pks == [shelter.pk]
    assert found.counts["open"] == {"open": 1, "closed": 1}


def test_a_service_without_hours_has_those_of_its_place(course: Service) -> None:
    place = course.at_locations.get().location
    Schedule.objects.create(
        location=place, freq="WEEKLY", byday=["WE"], opens_at=time(8), closes_at=time(16)
    )
    assert find(open=("open",)).pks == [course.pk]
    # What it says itself goes before.
    Schedule.objects.create(
        service=course, freq="WEEKLY", byday=["TH"], opens_at=time(8), closes_at=time(16)
    )
    assert find(open=("closed",)).pks == [course.pk]


def test_closed_for_a_time_is_closed_whatever_the_hours(course: Service) -> None:
    Service.objects.filter(pk=course.pk).update(status="temporarily closed")
    assert course.pk in find(open=("closed",)).pks


def test_the_sides_come_from_the_corridors(both: tuple[Service, Service]) -> None:
    course, shelter = both
    programme = Programme.objects.create(
        code="P", name="P", lead_org=course.organisation, starts_on="2026-01-01"
    )
    Corridor.objects.create(programme=programme, host_country_id="TN", origin_country_id="GH")
    assert find(side=("host",)).pks == [shelter.pk]
    assert find().counts["side"] == {"host": 1, "origin": 1}


def test_the_nearest_comes_first_and_the_radius_cuts(both: tuple[Service, Service]) -> None:
    course, shelter = both
    course.at_locations.get().location.__class__.objects.filter(name="Oak Hall").update(
        latitude=6.70, longitude=-1.60
    )
    found = queries.find(Asked(near=KUMASI), at=NOON, order="near")
    assert found.pks == [course.pk, shelter.pk]
    assert 2 < found.distances[course.pk] < 3
    assert queries.find(Asked(near=KUMASI, within_km=10), at=NOON).pks == [course.pk]


def test_a_confidential_place_counts_from_the_middle_of_its_area(shelter: Service) -> None:
    """Its own point would be told by asking with smaller and smaller radii."""
    exact = Point(latitude=34.7, longitude=10.7)
    assert shelter.pk not in find(near=exact, within_km=1000).pks
    Area.objects.filter(name="Sfax").update(latitude=34.0, longitude=10.0)
    assert shelter.pk not in find(near=exact, within_km=50).pks
    assert shelter.pk in find(near=Point(latitude=34.0, longitude=10.0), within_km=1).pks


def test_a_confidential_place_is_not_on_the_map(both: object) -> None:
    Location.objects.filter(name="Oak Hall").update(latitude=6.7, longitude=-1.6)
    found = find()
    assert [point.services for point in found.on_map] == [1]
    assert found.confidential == 1


def test_drafts_and_proposals_are_found_by_nobody(both: tuple[Service, Service]) -> None:
    course, shelter = both
    Service.objects.filter(pk=course.pk).update(listing="draft")
    Service.objects.filter(pk=shelter.pk).update(listing="proposed")
    assert find().total == 0
    assert not queries.search().exists()


def test_the_public_pages_find_what_is_published_alone(both: tuple[Service, Service]) -> None:
    course, _shelter = both
    assert find(published=True).total == 0
    Service.objects.filter(pk=course.pk).update(is_published=True)
    found = find(published=True)
    assert found.pks == [course.pk]
    assert found.counts["category"] == {"training": 1}


def test_within_90_days(both: tuple[Service, Service]) -> None:
    course, shelter = both
    today = NOON.date()
    Service.objects.filter(pk=course.pk).update(last_confirmed_on=today - timedelta(days=90))
    Service.objects.filter(pk=shelter.pk).update(last_confirmed_on=today - timedelta(days=91))
    assert find(fresh=True).pks == [course.pk]


def test_matching_is_the_whole_of_what_find_pages(both: tuple[Service, Service]) -> None:
    asked = Asked(text="course", open=("unknown",), country=("GH",))
    assert list(queries.matching(asked, at=timezone.now())) == [both[0]]


def test_a_place_is_found_by_the_town_where_something_is_offered(course: Service) -> None:
    Location.objects.filter(name="Oak Hall").update(latitude=6.7, longitude=-1.6)
    found = queries.near.find("Kumasi, Ashanti", ("GH",))
    assert found is not None
    assert found.point == Point(latitude=6.7, longitude=-1.6)
    assert queries.near.find("Nowhere at all") is None


def test_a_later_import_keeps_what_was_written_here(course: Service) -> None:
    """A field that came after the last reading counts as one that the source leaves empty."""
    record = dict(course.source_record)
    record.pop("entitlement")
    Service.objects.filter(pk=course.pk).update(source_record=record, entitlement="public")
    load_all(DIRECTORY)
    course.refresh_from_db()
    assert course.entitlement == "public"
    load_all(replace(DIRECTORY, services=(replace(COURSE, entitlement="aid"),)))
    course.refresh_from_db()
    assert course.entitlement == "aid"


def test_the_hours_of_a_place_come_with_it(course: Service) -> None:
    hours = ScheduleRecord(freq="WEEKLY", byday=("MO",), opens_at=time(8), closes_at=time(16))
    place = replace(TOWN, schedules=(hours,), hub="job_centre", organisation="o1")
    load_all(replace(DIRECTORY, locations=(place,)))
    kept = Location.objects.get(name="Oak Hall")
    assert kept.hub == "job_centre"
    assert kept.organisation == course.organisation
    assert kept.schedules.get().byday == ["MO"]
