"""What is found is never older than the tables, and is not read again for nothing."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from homeward.services.models import Location, Service
from homeward.services.queries import Asked, Found, find


def found() -> Found:
    return find(Asked(), at=timezone.now())


def test_a_write_is_noticed_at_the_next_search(course: Service) -> None:
    Service.objects.filter(pk=course.pk).update(places_free=3)
    before = found().counts["places"]
    Service.objects.filter(pk=course.pk).update(places_free=0)
    after = found().counts["places"]
    assert (before["free"], "free" in after, after["none"]) == (1, False, before.get("none", 0) + 1)


def test_a_place_that_becomes_confidential_leaves_the_map_at_once(course: Service) -> None:
    place = Location.objects.filter(at_locations__service=course)
    place.update(latitude=5.6, longitude=-0.2)
    before = found()
    place.update(is_confidential=True)
    after = found()
    assert [each.services for each in before.on_map] == [1]
    assert (after.on_map, after.confidential) == ([], before.confidential + 1)


def test_a_service_taken_from_a_place_leaves_it(course: Service) -> None:
    Location.objects.filter(at_locations__service=course).update(latitude=5.6, longitude=-0.2)
    assert found().on_map
    course.at_locations.all().delete()
    assert found().on_map == []


def test_without_a_write_no_entry_is_read_again(course: Service) -> None:
    found()
    with CaptureQueriesContext(connection) as asked:
        found()
    assert not [query for query in asked if "order by last_confirmed_on" in query["sql"]]
