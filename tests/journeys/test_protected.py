"""Story 2: the protected file of a survivor of trafficking and of her treatment.

She consents to the clinic and not to the desk at the border, shuts out an office, is sealed, takes
her consent back. Whoever is not to know of her can't tell her from somebody who never was.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.family import main
from tests.journeys.protected import Protected

pytestmark = pytest.mark.journey


@pytest.fixture
def walk(
    sign_in: Callable[..., Page],
    screenshot: Callable[[Page, str], Path],
    assert_accessible: Callable[[Page], None],
) -> Protected:
    def seen(page: Page, step: str) -> None:
        screenshot(page, step)
        assert_accessible(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, f"{page.url} is {too_wide} pixels too wide"

    return Protected(sign_in=sign_in, seen=seen)


def test_the_protected_file(walk: Protected, site: Site, context_of: Callable[..., Any]) -> None:
    before = walk.lists_of("yaw")
    walk.register()
    walk.consent()
    walk.intake()
    walk.block()
    assert walk.traces("yaw"), "before the seal a colleague of the case manager sees the case"
    assert not walk.traces("bart"), "the office that is shut out sees nothing of it"
    walk.seal()
    walk.note_under_seal()
    walk.concern()
    walk.follow_concern()
    walk.unknown_to("yaw")
    assert walk.traces("yaw") == []
    assert walk.lists_of("yaw") == before, "lists and counts are as before she was there"
    walk.open_case("abena")
    expect(main(walk.as_("abena"))).to_contain_text(f"Efe {walk.family_name}")

    phone = context_of(size="phone").new_page()
    walk.refer("consultation")
    walk.clinic_accepts(phone)
    walk.clinic_account(site)
    walk.hand_over_care()
    walk.clinic_confirms()
    walk.emergency()
    walk.review_emergency()
    walk.own_account(site)
    walk.withdraw_on_the_portal()
    walk.clinic_finds_closed(phone)
    walk.care_is_taken_back()
    walk.referral_after_withdrawal()
    walk.notice_waits()
    walk.other_ground()
    walk.who_sees_what()
    walk.why("abena", "Yaw Boateng", "29 why a colleague can't see her", "not in its team")
    walk.why("lieve", "Bart Claessens", "30 why the office can't see her", "by a block")
    walk.ask_for_a_copy()
    walk.answer_with_a_copy(phone)
    walk.sealed_in_arabic()
