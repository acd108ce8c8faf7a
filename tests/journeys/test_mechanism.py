"""Story 3: from a project to a national mechanism, and the agency runs it alone.

A committee meets, programmes are made to meet, an agreement is signed, 35 returnees and residents
join one programme as a cooperative, two donors' money is shared out, an evaluator compares, and
the caseload goes to the national agency. Each act is a page, opened by the person whose act it is.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Site, installation
from tests.journeys.mechanism_later import Later

pytestmark = pytest.mark.journey

# So many that seven of those whose support goes on have had aid: a smaller group is not told.
HOUSEHOLDS = 48


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Its own: the handover ends what the lead sees, and other journeys sign in as the lead."""
    with installation(households=HOUSEHOLDS) as running:
        yield running


@pytest.fixture
def walk(
    sign_in: Callable[..., Page],
    screenshot: Callable[[Page, str], Path],
    assert_accessible: Callable[[Page], None],
) -> Later:
    def seen(page: Page, step: str) -> None:
        screenshot(page, step)
        assert_accessible(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, f"{page.url} is {too_wide} pixels too wide"

    return Later(sign_in=sign_in, seen=seen)


def test_from_a_project_to_a_national_mechanism(walk: Later) -> None:
    walk.found_committee()
    walk.map_programmes()
    walk.align()
    walk.decide_criteria()
    walk.close_meeting()
    walk.agree()
    walk.ask_households()
    walk.found_cooperative()
    walk.pool_two_donors()
    walk.ask_for_evaluation()
    walk.freeze()
    walk.compare()
    walk.report()
    walk.on_a_phone()
    walk.in_arabic()
    walk.draft_handover()
    walk.sign_handover()
    walk.rehearse()
    walk.hand_over()
    walk.run_alone()
