"""The tutorials of the documentation, walked in a browser: a label that is gone fails here.

With HOMEWARD_PICTURES=1 the pictures are taken anew (`make pictures`).
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys import tutorials

pytestmark = pytest.mark.journey

TUTORIALS = tutorials.every()
LARGEST = 60_000
LARGEST_OF_ALL = 4_000_000
STEPS = range(5, 13)


@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda each: each.name)
def test_every_label_of_a_step_is_on_its_page(
    tutorial: tutorials.Tutorial,
    sign_in: Callable[..., Page],
    context_of: Callable[..., Any],
) -> None:
    assert len(tutorial.steps) in STEPS
    size = tutorial.meta.get("window", "desktop")
    mail = tutorial.meta["sign_in"]
    page = context_of(size=size).new_page() if mail == "nobody" else sign_in(mail, size=size)
    walk = tutorials.Walk(
        page,
        lambda: context_of(size="phone").new_page(),
        takes_pictures=os.environ.get("HOMEWARD_PICTURES") == "1",
    )
    walk.through(tutorial)
    assert not walk.missing


def test_each_picture_is_there_and_small() -> None:
    named = {name for each in TUTORIALS for step in each.steps for name in step.pictures}
    there = {path.name: path.stat().st_size for path in (tutorials.DOCS / "pictures").iterdir()}
    assert named == set(there)
    assert max(there.values()) <= LARGEST
    assert sum(there.values()) <= LARGEST_OF_ALL
