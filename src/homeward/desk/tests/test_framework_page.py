from pathlib import Path

import pytest
from django.urls import resolve, reverse
from django.utils import translation

from homeward.desk import framework
from homeward.desk.capabilities import areas

FOLDER = Path(__file__).parents[4] / "docs"
DOCS = FOLDER / "framework.md"


def test_the_document_says_what_the_pages_say() -> None:
    with translation.override("en"):
        assert DOCS.read_text(encoding="utf-8") == framework.as_markdown()


def test_the_page_links_what_the_reader_may_open(cast, client_of) -> None:
    text = client_of(cast.officer).get("/framework/").content.decode()
    assert "Programme mapping" in text
    assert 'href="/directory/"' in text
    assert "of another role" in text


def test_the_list_of_capabilities_is_written_from_here() -> None:
    with translation.override("en"):
        text = (FOLDER / "capabilities.md").read_text(encoding="utf-8")
        assert text == areas.as_markdown()


def test_each_capability_has_its_step_and_each_step_some() -> None:
    assert [each.id for each in areas.every() if not set(each.steps) <= set(range(1, 11))] == []
    assert all(areas.of_step(number) for number in range(1, 11))


def test_the_page_finds_what_homeward_does_in_the_reader_s_language(cast, client_of) -> None:
    client = client_of(cast.owner)
    client.cookies["django_language"] = "fr"
    with translation.override("fr"):
        sought = next(str(each.what) for each in areas.every() if each.id == "A5")
    text = client.get("/framework/", {"q": sought}).content.decode()
    assert f'<a href="/actors/">{sought[0].upper()}{sought[1:]}</a>' in text.replace("&#x27;", "'")
    assert text.split("<main")[1].count("<details open>") == 1


def test_what_another_role_opens_is_said_and_not_linked(cast, client_of) -> None:
    text = client_of(cast.trainer).get("/framework/", {"q": "audit"}).content.decode()
    assert 'href="/audit/' not in text


@pytest.mark.parametrize(
    "name", [name for name, page in vars(framework).items() if isinstance(page, framework.Page)]
)
def test_a_page_of_the_steps_is_named_with_the_action_it_declares(name: str) -> None:
    named = getattr(framework, name)
    assert resolve(reverse(named.url)).func.action == named.action
