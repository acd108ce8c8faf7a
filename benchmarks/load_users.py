"""What the users of benchmarks/load.py do; played by locust, which reads HOMEWARD_LOAD_* .

A user is signed in, opens a page, reads it, and opens the next: the mix is that of a working
day, most of it My work and case pages. One in five works in another role and opens what it finds
in its navigation. The empty page is asked in between, to compare with. Each answer is a line of the
log: second, page, milliseconds, fault.
"""

import json
import os
import random
import re
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from locust import HttpUser, between, events, task

GIVEN = json.loads(Path(os.environ["HOMEWARD_LOAD"]).read_text(encoding="utf-8"))
CASE = re.compile(r'href="/cases/([0-9a-f-]{36})/"')
users = iter(GIVEN["users"])
others = cycle(GIVEN["others"] or [{}])
began = time.monotonic()
log = Path(GIVEN["log"]).open("w", encoding="utf-8", buffering=1)  # noqa: SIM115 - until the end
OK = 200


@events.request.add_listener
def written(name: str, response_time: float, exception: Exception | None, **_rest: Any) -> None:
    fault = str(exception or "").replace("\t", " ").replace("\n", " ")[:200]
    print(f"{time.monotonic() - began:.1f}\t{name}\t{response_time:.0f}\t{fault}", file=log)


class Seeing(HttpUser):
    abstract = True
    wait_time = between(GIVEN["think"] / 2, GIVEN["think"] * 1.5)

    def see(self, path: str, name: str) -> str:
        with self.client.get(path, name=name, catch_response=True) as answer:
            # A redirect to the sign-in would be quick, and no page.
            if answer.status_code != OK or "/accounts/login/" in answer.url:
                answer.failure(f"{answer.status_code} {answer.url}")
            return answer.text or ""


class Other(Seeing):
    """Somebody of another role, who goes through their navigation."""

    fixed_count = GIVEN["how_many_others"]

    def on_start(self) -> None:
        self.given = next(others)
        self.pages = cycle(self.given["pages"])
        self.client.cookies.set("sessionid", self.given["session"])

    @task(9)
    def one(self) -> None:
        name, path = next(self.pages)
        self.see(path, name)

    @task(1)
    def empty(self) -> None:
        self.see("/empty/", "empty page")


class Worker(Seeing):
    def on_start(self) -> None:
        self.random = random.Random(GIVEN["seed"])
        self.cases: list[str] = []
        # Signed in already: from one address only a few may sign in a minute.
        self.client.cookies.set("sessionid", next(users))
        # A form's page brings the token for what is written later.
        self.see("/persons/", "find a person")
        self.listed()

    @task(30)
    def my_work(self) -> None:
        self.see("/", "my work")

    @task(10)
    def listed(self) -> None:
        page = self.random.randint(1, 8)
        self.cases = CASE.findall(self.see(f"/cases/?page={page}", "case list")) or self.cases

    @task(28)
    def case(self) -> None:
        if self.cases:
            self.see(f"/cases/{self.random.choice(self.cases)}/", "case page")

    @task(6)
    def facts(self) -> None:
        if self.cases:
            self.see(f"/cases/{self.random.choice(self.cases)}/facts/", "facts")

    @task(8)
    def search(self) -> None:
        self.see(f"/search/?q={self.random.choice(GIVEN['names'])}", "search")

    @task(4)
    def directory(self) -> None:
        self.see("/directory/", "directory")

    @task(4)
    def referrals(self) -> None:
        self.see("/referrals/", "referrals")

    @task(4)
    def note(self) -> None:
        if not self.cases:
            return
        path = f"/cases/{self.random.choice(self.cases)}/note/"
        self.see(path, "note, page")
        self.client.post(
            path,
            {
                "text": f"Called at {time.monotonic() - began:.1f}; nobody answered.",
                "csrfmiddlewaretoken": self.token(),
            },
            name="note, written",
        )

    @task(6)
    def empty(self) -> None:
        self.see("/empty/", "empty page")

    def token(self) -> str:
        return str(self.client.cookies["csrftoken"])
