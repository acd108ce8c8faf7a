from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from homeward.access.models import User
from homeward.services.actions import load_all
from homeward.services.models import Service
from homeward.services.records import (
    DirectoryRecord,
    OrganisationRecord,
    ServiceRecord,
    WordsRecord,
)

LIST = "/directory/"
SignIn = Callable[[User], Any]


def test_nobody_signed_in_is_asked_to_sign_in(client: Any) -> None:
    assert client.get(LIST).status_code == 302


def test_the_list_shows_places_and_who_to_ask(
    course: Service, evaluator: User, client_of: SignIn
) -> None:
    page = client_of(evaluator).get(LIST).content.decode()
    assert "3 of 18 places free" in page
    assert "Never confirmed: ask before going" in page
    assert "2 services" in page


def test_an_empty_directory_says_so(evaluator: User, client_of: SignIn) -> None:
    Service.objects.all().delete()
    assert "The directory is empty" in client_of(evaluator).get(LIST).content.decode()


def test_nothing_found_gives_a_way_on(course: Service, evaluator: User, client_of: SignIn) -> None:
    page = client_of(evaluator).get(LIST, {"q": "zzz"}).content.decode()
    assert "No service found" in page
    assert "Show all services" in page


@pytest.mark.parametrize(
    "query",
    [
        {"area": "x"},
        {"area": "99999"},
        {"category": "nonsense"},
        {"page": "-3"},
        {"page": "x"},
        {"q": "' & |:*"},
        {"country": "zz"},
        {"area": "9" * 30},
    ],
)
def test_an_address_that_means_nothing_is_answered(
    course: Service, evaluator: User, client_of: SignIn, query: dict[str, str]
) -> None:
    assert client_of(evaluator).get(LIST, query).status_code == 200


def test_paging_keeps_the_filters(evaluator: User, client_of: SignIn, db: object) -> None:
    load_all(_many(25))
    page = client_of(evaluator).get(LIST, {"q": "course", "category": "training"})
    content = page.content.decode()
    assert "q=course&amp;category=training&amp;page=2" in content
    second = client_of(evaluator).get(LIST, {"q": "course", "category": "training", "page": "2"})
    assert len(second.context["entries"]) == 5


def test_text_without_a_wording_in_the_readers_language_is_marked(
    course: Service, shelter: Service, evaluator: User, client_of: SignIn
) -> None:
    page = client_of(evaluator).get(LIST, headers={"accept-language": "ar"}).content.decode()
    assert "دورة في الكهرباء" in page
    assert '<span lang="fr" dir="auto">Accueil de femmes</span>' in page
    assert 'dir="rtl"' in page


def test_a_confidential_place_is_nowhere_on_its_page(
    shelter: Service, case_manager: User, client_of: SignIn
) -> None:
    page = client_of(case_manager).get(_url(shelter)).content.decode()
    assert "Confidential place" in page
    for secret in ("Quiet House", "Secret Lane", "34.7"):
        assert secret not in page


def test_confirming_is_seen_by_everybody(
    course: Service, case_manager: User, evaluator: User, client_of: SignIn
) -> None:
    answer = client_of(case_manager).post(_url(course, "confirm"), {"places": "5"})
    assert answer.status_code == 302
    page = client_of(evaluator).get(_url(course)).content.decode()
    assert "5 of 18 places free" in page
    assert "Esi Case, Bridge" in page


def test_a_refused_number_stays_as_it_was_typed(
    course: Service, case_manager: User, client_of: SignIn
) -> None:
    answer = client_of(case_manager).post(_url(course, "confirm"), {"places": "40"})
    assert answer.status_code == 409
    assert "More places" in answer.content.decode()
    assert 'value="40"' in answer.content.decode()


def test_a_role_that_may_not_confirm_sees_no_form_and_gets_403(
    course: Service, evaluator: User, client_of: SignIn
) -> None:
    reader = client_of(evaluator)
    assert "Confirm for today" not in reader.get(_url(course)).content.decode()
    assert reader.post(_url(course, "confirm"), {"places": "1"}).status_code == 403


def test_a_provider_gets_no_form_for_another_s_service(
    shelter: Service, provider: User, client_of: SignIn
) -> None:
    reader = client_of(provider)
    assert "Confirm for today" not in reader.get(_url(shelter)).content.decode()
    assert reader.post(_url(shelter, "confirm"), {"places": "1"}).status_code == 403


def test_what_does_not_exist_is_not_found(evaluator: User, client_of: SignIn) -> None:
    assert client_of(evaluator).get(f"/directory/{uuid4()}/").status_code == 404


def test_an_old_confirmation_warns(course: Service, evaluator: User, client_of: SignIn) -> None:
    long_ago = timezone.localdate() - timedelta(days=100)
    Service.objects.filter(pk=course.pk).update(last_confirmed_on=long_ago)
    assert "call before you go" in client_of(evaluator).get(_url(course)).content.decode()


def _url(service: Service, page: str = "detail") -> str:
    return reverse(f"services:{page}", args=[service.pk])


def _many(count: int) -> DirectoryRecord:
    return DirectoryRecord(
        source="many",
        organisations=(OrganisationRecord(source_id="o", name="O", country="GH", kind="ngo"),),
        services=tuple(
            ServiceRecord(
                source_id=str(number),
                organisation="o",
                language="en",
                words=WordsRecord(name=f"Course {number}"),
                category="training",
            )
            for number in range(count)
        ),
    )
