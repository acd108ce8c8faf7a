"""What is shown as a way is one that the reader may go."""

from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from homeward.access import ways
from homeward.access.choices import Role
from homeward.core.patterns import NextStep

NEXT = "{% next_step step %}"
WAY = '{% way "oversight:index" as url %}{{ url }}'


@pytest.fixture
def officer(cast: Any) -> Any:
    return cast.user("ways-dpo", cast.host, Role.DATA_PROTECTION_OFFICER)


def test_a_page_is_open_to_the_roles_of_its_action(cast: Any, officer: Any) -> None:
    register = reverse("oversight:index")
    assert ways.is_open(officer, register)
    assert ways.is_open(officer, f"{register}?programme=1#top")
    assert not ways.is_open(cast.owner, register)


@pytest.mark.parametrize("way", ["", "/nowhere/at/all/", "https://example.org/", "/public/en/"])
def test_what_is_nobody_s_in_particular_is_open(cast: Any, way: str) -> None:
    assert ways.is_open(cast.owner, way)


def test_a_step_whose_page_is_not_the_reader_s_has_no_button(cast: Any, officer: Any) -> None:
    step = NextStep(title="Look", url=reverse("oversight:index"), label="Open it")
    assert "Open it" in _shown(NEXT, officer, step=step)
    shown = _shown(NEXT, cast.owner, step=step)
    assert "Look" in shown
    assert "Open it" not in shown


def test_a_way_that_is_not_the_reader_s_is_empty(cast: Any, officer: Any) -> None:
    assert _shown(WAY, officer) == reverse("oversight:index")
    assert _shown(WAY, cast.owner) == ""


def test_a_page_for_everybody_asks_nobody() -> None:
    assert _shown(WAY, None) == reverse("oversight:index")


def _shown(template: str, user: Any, **context: Any) -> str:
    request = RequestFactory().get("/")
    if user is not None:
        request.is_open = lambda way: ways.is_open(user, way)  # type: ignore[attr-defined]
    return engines["django"].from_string(template).render(context, request)
