"""What stands open for a role, what is folded, and that nothing is further than two clicks."""

import pytest
from django.urls import get_resolver, resolve, reverse

from homeward.access.choices import Role
from homeward.access.permissions import GRANTS
from homeward.core.navigation import DAILY, NAVIGATION, Item
from homeward.desk import framework

STAFF = sorted(frozenset(Role) - {Role.RETURNEE})
# Keys and accounts of the installation serve no step of the framework; the page lists, not itself.
OF_NO_STEP = {"desk:framework", "users:index", "exchange:tokens"}
STAGES = {
    page.url: {
        number
        for number, stage in enumerate(framework.STAGES, start=1)
        if any(page in step.pages for step in stage.steps)
    }
    for stage in framework.STAGES
    for step in stage.steps
    for page in step.pages
}


@pytest.fixture
def items() -> dict[str, Item]:
    assert get_resolver().url_patterns  # the features add their items as these are read
    return {item.url: item for _title, items in NAVIGATION for item in items}


@pytest.mark.parametrize("role", STAFF)
def test_each_role_finds_a_few_pages_open_and_may_open_each(role: Role, items) -> None:
    urls = DAILY[role]
    assert urls[0] == "desk:my_work"
    assert 3 <= len(urls) == len(set(urls)) <= 14
    assert [url for url in urls if role not in GRANTS[items[url].action]] == []


def test_who_is_shown_an_item_may_open_its_page(items) -> None:
    refused = {
        item.url: GRANTS[item.action] - GRANTS[resolve(reverse(item.url)).func.action]
        for item in items.values()
    }
    assert {url: roles for url, roles in refused.items() if roles} == {}


def test_a_stage_of_the_navigation_holds_only_pages_of_that_stage(items) -> None:
    wrong = [
        item.url
        for number, (_title, group) in enumerate(NAVIGATION)
        for item in group
        if number and number not in STAGES.get(item.url, set())
    ]
    assert items
    assert wrong == []


def test_every_page_of_the_navigation_is_on_the_page_of_the_ten_steps(items) -> None:
    assert set(items) - set(STAGES) == OF_NO_STEP


def test_what_is_folded_is_there_without_a_script_and_opens_where_one_stands(
    cast, client_of
) -> None:
    client = client_of(cast.owner)
    text = client.get("/framework/").content.decode()
    assert 'href="/capacity/"' in text
    assert "<details open><summary>" in client.get("/capacity/").content.decode()
    assert 'href="/framework/#st-2"' in text


def test_the_page_of_the_ten_steps_finds_a_page_by_its_name(cast, client_of) -> None:
    text = client_of(cast.owner).get("/framework/", {"q": "labour markets"}).content.decode()
    assert 'href="/regular-pathways/markets/"' in text.split("<main")[1]
    assert 'href="/directory/"' not in text.split("<main")[1]
