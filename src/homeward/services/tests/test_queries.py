import pytest

from homeward.places.models import Area
from homeward.services import queries
from homeward.services.models import Service
from homeward.services.queries import Said


@pytest.mark.parametrize(
    "text",
    ["electr", "COURSE oak", "électricien", "الكهرباء", "كهرباء", "Kumasi", "ashanti", "workshop"],
)
def test_a_service_is_found_by_its_words_in_every_language(course: Service, text: str) -> None:
    assert queries.search(text).get() == course


def test_every_word_must_be_there(course: Service) -> None:
    assert not queries.search("electrician plumber").exists()


def test_a_confidential_place_is_not_searchable_but_its_area_is(shelter: Service) -> None:
    assert not queries.search("quiet").exists()
    assert queries.search("صفاقس").get() == shelter


def test_each_filter_narrows(course: Service, shelter: Service) -> None:
    area = Area.objects.get(name="Ashanti")
    assert queries.search(country="GH").get() == course
    assert queries.search(area=area).get() == course
    assert queries.search(category="women").get() == shelter
    assert queries.search(with_places=True).get() == course
    assert queries.search(language="tw").get() == course
    assert queries.search().count() == 2


def test_a_service_that_ended_is_not_offered(course: Service) -> None:
    Service.objects.filter(pk=course.pk).update(status="defunct")
    assert not queries.search(country="GH").exists()


def test_areas_below_the_one_asked_for_are_taken_in(course: Service) -> None:
    ashanti = Area.objects.get(name="Ashanti")
    district = Area.objects.create(country_id="GH", parent=ashanti, level=2, name="Bantama")
    course.at_locations.get().location.__class__.objects.update(area=district)
    assert queries.search(area=ashanti).filter(pk=course.pk).exists()


def test_the_title_is_in_the_language_asked_for_or_in_its_own(
    course: Service, shelter: Service
) -> None:
    assert queries.title(course, "ar") == "دورة في الكهرباء"
    assert queries.title(shelter, "ar") == "Accueil de femmes"


def test_a_text_in_another_language_says_which(course: Service, shelter: Service) -> None:
    assert queries.said(course, "name", "fr") == Said("Formation d’électricien")
    assert queries.said(course, "description", "fr") == Said("Six months, with a workshop.", "en")
    assert queries.said(shelter, "name", "en").language == "fr"
