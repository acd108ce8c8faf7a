"""The changes of a case: for its owner, before and after."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from homeward.audit.tracking import HISTORY
from homeward.cases.models import Case
from homeward.desk.changes import NOUNS
from homeward.persons.models import Person


def corrected(cast: Any, as_app: Callable[..., Any]) -> tuple[Case, str]:
    case, (mother, _son) = cast.family()
    with as_app(cast.owner):
        mother.given_name = "Afua"
        mother.save()
        Case.objects.filter(pk=case.pk).update(destination="Tema")
    return case, reverse("desk:changes", args=[case.pk])


def test_the_owner_sees_before_and_after_and_by_whom(
    cast: Any, as_app: Callable[..., Any], client_of: Callable[..., Any]
) -> None:
    case, url = corrected(cast, as_app)
    page = client_of(cast.owner).get(url).content.decode()
    for words in ("Efua", "Afua", "Ashaiman", "Tema", "Owner", "Place of return"):
        assert words in page
    assert url in client_of(cast.owner).get(reverse("desk:case", args=[case.pk])).content.decode()


def test_a_partner_who_sees_the_case_gets_a_404(
    cast: Any, as_app: Callable[..., Any], client_of: Callable[..., Any]
) -> None:
    case, url = corrected(cast, as_app)
    cast.agree(cast.host, cast.partner_org)
    cast.consent(case.person, cast.partner_org)
    page = client_of(cast.partner).get(reverse("desk:case", args=[case.pk]))
    assert page.status_code == 200
    assert url not in page.content.decode()
    assert client_of(cast.partner).get(url).status_code == 404
    assert client_of(cast.stranger).get(url).status_code == 404


def test_an_untouched_case_says_so(cast: Any, client_of: Callable[..., Any]) -> None:
    case, _people = cast.family()
    page = client_of(cast.owner).get(reverse("desk:changes", args=[case.pk]))
    assert page.status_code == 200


def test_every_tracked_row_has_a_word() -> None:
    person_level = {model for model in HISTORY if hasattr(model, "data_class")}
    assert Person in person_level
    assert person_level == NOUNS.keys()
