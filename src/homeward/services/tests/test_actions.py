from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.core.changes import Did
from homeward.core.refusals import Refused
from homeward.services import queries
from homeward.services.actions import confirm_places, load_all
from homeward.services.choices import Reason
from homeward.services.models import Location, Phone, Service, ServiceText
from homeward.services.records import DirectoryRecord, PhoneRecord, WordsRecord

from .conftest import CENTRE, COURSE, DIRECTORY, SHELTER


def test_everything_is_new_at_first_and_unchanged_at_once_after(db: object) -> None:
    assert {change.did for change in load_all(DIRECTORY)} == {Did.NEW}
    assert {change.did for change in load_all(DIRECTORY)} == {Did.UNCHANGED}
    assert Service.objects.count() == 2
    assert Location.objects.count() == 2


def test_a_changed_service_tells_its_fields_and_keeps_its_id(course: Service) -> None:
    words = WordsRecord(name="Electrician course, advanced")
    changes = load_all(_with(replace(COURSE, words=words, phones=(PhoneRecord(number="112"),))))
    [change] = [change for change in changes if change.did == Did.CHANGED]
    assert change.fields == ("words", "phones")
    again = Service.objects.get(source_id="s1")
    assert (again.pk, again.name) == (course.pk, "Electrician course, advanced")
    assert [phone.number for phone in Phone.objects.filter(service=again)] == ["112"]
    assert queries.search("advanced").get() == again
    assert not queries.search("workshop").exists()


def test_a_wording_that_is_gone_from_the_source_goes(course: Service) -> None:
    load_all(_with(replace(COURSE, texts={})))
    assert not ServiceText.objects.filter(service=course).exists()


def test_places_confirmed_here_outlive_the_next_import(course: Service, case_manager: User) -> None:
    confirm_places(course, 7, by=case_manager, at=timezone.now())
    load_all(_with(replace(COURSE, words=WordsRecord(name="Renamed"))))
    course.refresh_from_db()
    assert (course.name, course.places_free) == ("Renamed", 7)


def test_an_organisation_that_works_here_is_not_taken_over_by_a_file(db: object) -> None:
    here = Organisation.objects.create(name=CENTRE.name, kind="ngo", country_id="GH")
    load_all(DIRECTORY)
    here.refresh_from_db()
    assert here.kind == "ngo"
    assert not here.services.exists()


def test_confirming_says_who_and_when(course: Service, case_manager: User) -> None:
    confirm_places(course, 0, by=case_manager, at=timezone.now())
    course.refresh_from_db()
    assert course.places_free == 0
    assert course.last_confirmed_on == timezone.localdate()
    assert course.last_confirmed_by == "Esi Case, Bridge"


def test_more_places_than_there_are_is_refused(course: Service, case_manager: User) -> None:
    with pytest.raises(Refused) as refused:
        confirm_places(course, 19, by=case_manager, at=timezone.now())
    assert refused.value.reasons == [Reason.MORE_THAN_ALL]


def test_a_provider_speaks_for_its_own_services_alone(
    course: Service, shelter: Service, provider: User
) -> None:
    confirm_places(course, 1, by=provider, at=timezone.now())
    with pytest.raises(PermissionDenied):
        confirm_places(shelter, 1, by=provider, at=timezone.now())


def test_a_role_without_the_verb_confirms_nothing(course: Service, evaluator: User) -> None:
    with pytest.raises(PermissionDenied):
        confirm_places(course, 1, by=evaluator, at=timezone.now())


def _with(course: object) -> DirectoryRecord:
    return replace(DIRECTORY, services=(course, SHELTER))
