"""No page of ours leads to one that refuses: each role follows the links that it is shown."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from html import unescape
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIRequestContext, Page

from tests.attack.crawling import ID, LEFT_ALONE
from tests.journeys.conftest import Site

ROLES = ("lieve", "bart", "kofi", "naa", "abena", "efua", "kodjo", "ama", "akosua", "serwaa",
         "kwame", "kojo", "thomas", "selorm", "nadia", "ine")  # fmt: skip
LINK = re.compile(r'href="(/[^"#]*)')
# Enough for each page that the navigation names and what stands on it; a minute for all roles.
PAGES = 150
# One page for everybody, kept by the device and so without a reader; its way back is the lists'.
SHELL = "/offline/app/"


@pytest.mark.parametrize("name", ROLES)
def test_no_link_leads_to_a_page_that_refuses(
    name: str, site: Site, sign_in: Callable[..., Page]
) -> None:
    window = sign_in(f"{name}@demo.homeward.example").context
    dead = [
        f"{status} {address} from {page}"
        for page, address, status in followed(window.request, site.address)
        if status >= HTTPStatus.BAD_REQUEST
    ]
    assert not dead, "\n".join(dead)


def followed(asking: APIRequestContext, site: str) -> Iterator[tuple[str, str, int]]:
    """Breadth first from the first page, each kind of page once: from where, what, how answered."""
    waiting, seen = deque([("", "/")]), {"/"}
    for _asked in range(PAGES):
        if not waiting:
            return
        page, address = waiting.popleft()
        answer = asking.get(site + address)
        yield page, address, answer.status
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for link in map(unescape, LINK.findall(answer.text())):
            kind = ID.sub("*", urlsplit(link).path)
            if kind not in seen and address != SHELL and not link.startswith(LEFT_ALONE):
                seen.add(kind)
                waiting.append((address, link))
