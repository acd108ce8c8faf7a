"""One signed-in somebody follows links, fills in every form wrongly, and asks for others' rows.

Each answer is judged: no fault of ours, nothing of anybody else's, the house's headers, no way out
of the site. The same seed plays the same attack, as far as what it attacks answers alike.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.etree import ParserError

from tests.attack.mutating import Form, Mutator, Pairs

SITE = "http://testserver"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/|$)|(?<=/)[\w-]{32,}(?=/|$)")
# What ends the session that attacks, or the browser's language.
LEFT_ALONE = ("/accounts/logout", "/accounts/2fa/", "/accounts/password/", "/accounts/email",
              "/i18n/", "/language/", "/static/", "/admin/jsi18n")  # fmt: skip
TRACES = (b"Traceback (most recent call last)", b"You're seeing this error because you have",
          b"psycopg.errors", b"django.db.utils", b"/site-packages/")  # fmt: skip
# A canary of either kind: whatever tells one tells of a person.
PERSONAL = re.compile(rb"Cnry\d|Canary\d+C")
EACH, WAITING = 3, 3_000
UNAVAILABLE = 503
FIRST_FAULT = 500
FORBIDDEN = 403
GOOD_HEADERS = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
# Questionnaires in the browser check their constraints by a program of ours (decision 44).
WASM = "'wasm-unsafe-eval'"
# They read no session: a token, or a code in the address, says who asks. And leaving one's own
# pages, which asks nobody twice.
WITHOUT_CSRF = ("/api/", "/openrosa/", "/hsds", "/messages/in/", "/m/", "/portal/leave/")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def texts(self) -> str:
        return self.body.decode("utf-8", "replace") + str(dict(self.headers))


class Caller(Protocol):
    def __call__(
        self, method: str, path: str, data: Pairs | None, headers: Mapping[str, str]
    ) -> Answer: ...


@dataclass
class Attacker:
    """Who attacks, by which session, and `leaks`: what a text tells that they may not see."""

    name: str
    call: Caller
    leaks: Callable[[str, str], Iterable[str]]
    token: str = ""


@dataclass
class Found:
    calls: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    posts: int = 0
    faults: list[str] = field(default_factory=list)
    patterns: set[str] = field(default_factory=set)


@dataclass
class Crawl:
    """`addresses` are those of the url table with everybody's ids; `api` of the API's document."""

    who: Attacker
    found: Found
    chance: random.Random
    addresses: list[str]
    api: list[tuple[str, str]]
    ids: list[str]
    links: list[str] = field(default_factory=lambda: ["/"])
    forms: list[tuple[str, Form]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    sent: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.mutator = Mutator(self.chance, self.ids)

    def step(self) -> None:
        roll = self.chance.random()
        if self.forms and roll < 0.55:
            self.send()
        elif self.links and roll < 0.75:
            self.get(self.links.pop(self.chance.randrange(len(self.links))))
        elif self.api and self.who.token and roll < 0.83:
            self.ask_api()
        else:
            path = self.chance.choice(self.addresses)
            self.get(self.mutator.query(path, ()) if self.chance.random() < 0.5 else path)

    def get(self, path: str) -> None:
        answer = self._ask("GET", path)
        if answer.is_page and answer.status == 200:
            self._read(path, answer)

    def send(self) -> None:
        """The forms that were sent least come first."""
        few = self.chance.sample(self.forms, min(len(self.forms), 6))
        page, form = min(few, key=lambda one: self.sent[(path_of(one[0]), *one[1].pattern)])
        self.sent[(path_of(page), *form.pattern)] += 1
        pairs = self.mutator.filled(form)
        target = form.action
        if self.chance.random() < 0.1:
            # The same to another one's row.
            target = ID.sub(lambda _: str(self.chance.choice(self.ids)), target, count=1)
        if form.method == "GET":
            from urllib.parse import urlencode

            self.get(f"{target.partition('?')[0]}?{urlencode(pairs, errors='surrogatepass')}")
            return
        if self.chance.random() < 0.05 and not target.startswith(WITHOUT_CSRF):
            self._forged(target, pairs)
            return
        answer = self._ask("POST", target, pairs, {"Referer": urljoin(SITE, page)})
        if answer.is_page and answer.status in {200, 409, 422}:
            self._read(target, answer)

    def _forged(self, target: str, pairs: Pairs) -> None:
        """As another site's page would send it."""
        without = [(name, value) for name, value in pairs if name != "csrfmiddlewaretoken"]
        headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        answer = self._ask("POST", target, without, headers)
        if answer.status < 400 and not self._to_sign_in(answer):
            self._fault(f"POST {target}", answer, "takes a forged form")

    def ask_api(self) -> None:
        method, path = self.chance.choice(self.api)
        path = re.sub(r"\{\w+\}", lambda _: str(self.chance.choice(self.ids)), path)
        names = ("limit", "cursor", "updated_since", "q", "person", "status")
        if self.chance.random() < 0.6:
            path = self.mutator.query(path, names)
        headers = {"Authorization": f"Bearer {self.who.token}", "Content-Type": "application/json"}
        if method != "GET":
            headers["Idempotency-Key"] = f"attack-{self.found.calls:08}"
        self._ask(
            method, path, [("", self.mutator.value(()))] if method != "GET" else None, headers
        )

    def _ask(
        self, method: str, path: str, data: Pairs | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        answer = self.who.call(method, path, data, headers or {})
        self.found.calls += 1
        self.found.posts += method != "GET"
        self.found.statuses[answer.status] += 1
        self.found.patterns.add(f"{method} {path_of(path)}")
        self._judge(f"{method} {path}", path, answer)
        return answer

    def _judge(self, what: str, path: str, answer: Answer) -> None:
        if answer.status >= FIRST_FAULT and not (
            answer.status == UNAVAILABLE and answer.headers.get("Retry-After")
        ):
            self._fault(what, answer, "is a fault of ours")
        if any(trace in answer.body for trace in TRACES):
            self._fault(what, answer, "shows a trace")
        if answer.status == HTTPStatus.REQUEST_URI_TOO_LONG:
            return  # of the server before us, which has read no more than the address
        policy = answer.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy.replace(WASM, ""):
            self._fault(what, answer, f"has the policy {policy!r}")
        if answer.headers.get("X-Content-Type-Options") != "nosniff":
            self._fault(what, answer, "may be sniffed")
        if PERSONAL.search(answer.body):
            kept = answer.headers.get("Cache-Control", "")
            if "no-store" not in kept:
                self._fault(what, answer, f"may be kept: {kept!r}")
        self._judge_redirect(what, answer)
        for leak in self.who.leaks(answer.texts, path):
            self._fault(what, answer, f"tells {leak}")

    def _judge_redirect(self, what: str, answer: Answer) -> None:
        to = answer.headers.get("Location", "")
        host = urlsplit(urljoin(SITE, to)).netloc
        if to and host != urlsplit(SITE).netloc and "evil" in host:
            self._fault(what, answer, f"leads to {to}")

    def _to_sign_in(self, answer: Answer) -> bool:
        return answer.status == 302 and "/accounts/login" in answer.headers.get("Location", "")

    def _fault(self, what: str, answer: Answer, why: str) -> None:
        self.found.faults.append(f"{self.who.name}: {what[:300]} ({answer.status}) {why}")

    def _read(self, path: str, answer: Answer) -> None:
        try:
            root = html.fromstring(answer.body)
        except (ParserError, ValueError):
            return
        for link in root.iter("a"):
            self._note(path, link.get("href") or "")
        for form in root.iter("form"):
            self._note_form(path, form)

    def _note(self, page: str, href: str) -> None:
        target = inside(page, href)
        if not target or self.asked[path_of(target)] >= EACH or len(self.links) > WAITING:
            return
        self.asked[path_of(target)] += 1
        self.links.append(target)

    def _note_form(self, page: str, form: html.FormElement) -> None:
        target = inside(page, form.get("action") or page)
        if not target or len(self.forms) > WAITING:
            return
        method = (form.get("method") or "GET").upper()
        read = Form(target, method, tuple(fields_of(form)))
        if self.sent[(path_of(page), *read.pattern)] < EACH * 20:
            self.forms.append((page, read))
            # The oldest hold tokens of pages that are gone.
            del self.forms[:-400]


def path_of(path: str) -> str:
    """The address without its ids and its question: what one page is called."""
    return ID.sub("*", path.partition("?")[0])


def inside(page: str, href: str) -> str:
    """The address within the site, or "" for what leads out or is left alone."""
    whole = urlsplit(urljoin(urljoin(SITE, page), href))
    if whole.netloc != urlsplit(SITE).netloc or whole.scheme not in {"http", "https"}:
        return ""
    path = whole.path + (f"?{whole.query}" if whole.query else "")
    return "" if path.startswith(LEFT_ALONE) else path


def fields_of(form: html.FormElement) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Name, value and choices of each field, buttons too."""
    for one in form.iter("input", "select", "textarea", "button"):
        name = one.get("name")
        kind = (one.get("type") or "").lower()
        if not name or kind == "file":
            continue
        if one.tag == "select":
            choices = tuple(option.get("value", "") for option in one.iter("option"))
            chosen = [
                o.get("value", "") for o in one.iter("option") if o.get("selected") is not None
            ]
            yield name, (chosen or choices[:1] or ("",))[0], choices
        elif one.tag == "textarea":
            yield name, (one.text or "").strip(), ()
        elif kind not in {"checkbox", "radio"} or one.get("checked") is not None:
            yield name, one.get("value") or "", ()
