"""Counsellors who register households over HTTP, without a browser, as fast as they can."""

import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from functools import partial
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any, TypeVar

CASE = re.compile(r"/cases/([0-9a-f-]{36})/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
MARK = re.compile(r'name="page_mark" value="([\w-]+)"')
CORRIDOR = re.compile(r'<select name="corridor".*?<option value="(\d+)"', re.DOTALL)
REGISTER = "/persons/register/"
LONGEST = 300
GIVEN_UP = "given up"
Answer = TypeVar("Answer")


class Visitor:
    """A signed-in session: cookies, the token of the last form, and where an answer led."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), urllib.request.ProxyHandler({})
        )

    def get(self, path: str) -> str:
        with self.opener.open(self.address + path, timeout=10) as answer:
            return str(answer.read().decode())

    def post(self, path: str, form: dict[str, str], page: str) -> str:
        """The address of the page that the answer led to; `page` is the one with the form."""
        (token,) = set(TOKEN.findall(page))
        data = urllib.parse.urlencode({**form, "csrfmiddlewaretoken": token}).encode()
        with self.opener.open(self.address + path, data, timeout=10) as answer:
            return str(answer.geturl())

    def sign_in(self, email: str, password: str) -> None:
        path = "/accounts/login/"
        self.post(path, {"login": email, "password": password}, self.get(path))

    def household(self) -> tuple[dict[str, str], str]:
        """A filled form for an anonymous household of one, of whom nothing is known; its page."""
        page = self.get(REGISTER)
        corridor = CORRIDOR.search(page)
        assert corridor, page
        form = {
            "corridor": corridor[1],
            "member": "0",
            "m0-role": "head",
            "m0-sex": "unknown",
            "m0-birth_known": "unknown",
            "page_mark": MARK.findall(page)[0],
        }
        return form, page

    def register(self, form: dict[str, str], page: str) -> str:
        """Sends the form. Returns the case's id."""
        case = CASE.search(self.post(REGISTER, form, page))
        assert case
        return case[1]


class Writers:
    """Several of them at once. `acknowledged` holds each case that the server said it kept.

    A form without an answer is sent again as it was, as a browser does on reload, until there is
    one: so there must be as many cases as answers, and each of them the one that was told.
    """

    def __init__(self, address: str, email: str, password: str, *, count: int = 4) -> None:
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self.grew = threading.Condition()
        self.stopping = threading.Event()
        visitors = [Visitor(address) for _ in range(count)]
        for visitor in visitors:
            visitor.sign_in(email, password)
        self.threads = [threading.Thread(target=self._write, args=(v,)) for v in visitors]

    def __enter__(self) -> "Writers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *raised: Any) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def wait_for(self, more: int, seconds: float = 60) -> None:
        with self.grew:
            goal = len(self.acknowledged) + more
            done = self.grew.wait_for(lambda: len(self.acknowledged) >= goal, seconds)
            assert done, self.refused[-3:]

    def _write(self, visitor: Visitor) -> None:
        while not self.stopping.is_set():
            filled = self._until_answered(visitor.household)
            case = filled and self._until_answered(partial(visitor.register, *filled))
            if case:
                with self.grew:
                    self.acknowledged.append(case)
                    self.grew.notify_all()

    def _until_answered(self, ask: Callable[[], Answer]) -> Answer | None:
        """Also once it is to stop: what was sent and not answered may be there."""
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline:
            try:
                return ask()
            except (OSError, HTTPException, AssertionError) as error:
                # Not acknowledged: the server was killed meanwhile, or is not back yet.
                self.refused.append(_told(error))
                time.sleep(0.1)
        self.refused.append(GIVEN_UP)
        return None


def _told(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return str(error.code)
    return type(getattr(error, "reason", error)).__name__
