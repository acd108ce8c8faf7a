"""A tutorial is walked: what stands in bold must stand on the page of its step.

Under the words of a step a comment says what the browser does, a line each:

    open /cases/          goes there
    row                   the first row of the list; `at notes/` is from then on below its page
    follow Add a member   the first link or button of the page that is called so, or has it in it
    press CSS             clicks what the selector finds first
    fill CSS = words      types
    tick CSS              ticks
    link CSS              goes on where the field says, in a window of its own without a sign-in

A picture of the step is taken after it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page

DOCS = Path(__file__).resolve().parents[2] / "docs" / "tutorials"
META = re.compile(r"^---\n(.*?)\n---\n", re.DOTALL)
STEP = re.compile(r"^\d+\. ", re.MULTILINE)
ACTS = re.compile(r"<!--(.*?)-->", re.DOTALL)
LABEL = re.compile(r"\*\*(.+?)\*\*")
PICTURE = re.compile(r"!\[[^\]]+\]\(pictures/([\w-]+\.webp)\)")
WIDEST = 960
READ = """() => document.title + ' ' + document.body.textContent + ' '
  + [...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label')).join(' ')
"""


@dataclass(frozen=True)
class Step:
    words: str
    acts: list[str]
    pictures: list[str]

    @property
    def labels(self) -> list[str]:
        return LABEL.findall(self.words)


@dataclass(frozen=True)
class Tutorial:
    path: Path
    meta: dict[str, str]
    steps: list[Step]

    @property
    def name(self) -> str:
        return self.path.stem


def read(path: Path) -> Tutorial:
    text = path.read_text(encoding="utf-8")
    found = META.match(text)
    assert found, f"{path.name} begins with who signs in"
    meta = dict(line.split(": ", 1) for line in found[1].splitlines())
    parts = STEP.split(text[found.end() :])[1:]
    return Tutorial(path, meta, [_step(part.split("\n## ")[0]) for part in parts])


def _step(part: str) -> Step:
    acts = [line.strip() for each in ACTS.findall(part) for line in each.splitlines()]
    return Step(ACTS.sub("", part), [act for act in acts if act], PICTURE.findall(part))


def every() -> list[Tutorial]:
    return [read(path) for path in sorted(DOCS.glob("*.md")) if path.stem != "index"]


@dataclass
class Walk:
    page: Page
    elsewhere: Callable[[], Page]
    takes_pictures: bool = False
    seen: str = ""
    base: str = ""
    missing: list[str] = field(default_factory=list)

    def through(self, tutorial: Tutorial) -> None:
        if language := tutorial.meta.get("language"):
            cookie = {"name": "django_language", "value": language, "url": self.page.url}
            self.page.context.add_cookies([cookie])  # type: ignore[list-item]
        for number, step in enumerate(tutorial.steps, start=1):
            self.seen = self._text()
            for act in step.acts:
                self._do(act, f"{tutorial.name}, step {number}")
                self.seen += self._text()
            self.missing += [
                f"{tutorial.name}, step {number}: “{label}”"
                for label in step.labels
                if _plain(label) not in self.seen
            ]
            for name in step.pictures if self.takes_pictures else []:
                self._picture(name)

    def _text(self) -> str:
        return _plain(self.page.evaluate(READ))

    def _do(self, act: str, where: str) -> None:
        verb, _, rest = act.partition(" ")
        acts: dict[str, Callable[[str], Any]] = {
            "open": self.page.goto,
            "row": self._row,
            "at": lambda rest: self.page.goto(self.base + rest),
            "follow": self._follow,
            "press": lambda rest: self.page.locator(rest).first.click(),
            "fill": self._fill,
            "tick": lambda rest: self.page.locator(rest).first.check(),
            "link": self._link,
        }
        try:
            answer = acts[verb](rest)
            self.page.wait_for_load_state()
        except Exception as error:
            error.add_note(f"{where}: {act} on {self.page.url}")
            raise
        # Their own refusal is shown where nothing else is: a way that is gone must not pass.
        assert getattr(answer, "status", 200) < 400, f"{where}: {act} answers {answer.status}"

    def _row(self, rest: str) -> None:
        self.page.locator(f"main {rest or 'tr.is-row a'}").first.click()
        self.page.wait_for_load_state()
        self.base = self.page.url.split("?")[0].split("#")[0]

    def _follow(self, rest: str) -> None:
        main = self.page.locator("main")
        exact = main.locator("a, button, summary").get_by_text(rest, exact=True)
        found = main.locator("a, button, summary").filter(has_text=rest)
        (exact if exact.count() else found).first.click()

    def _fill(self, rest: str) -> None:
        where, _, words = rest.partition(" = ")
        self.page.locator(where).first.fill(words)

    def _link(self, rest: str) -> None:
        address = self.page.locator(rest).first.input_value()
        self.page = self.elsewhere()
        self.page.goto("/" + address.split("/", 3)[3])

    def _picture(self, name: str) -> None:
        path = DOCS / "pictures" / name
        path.parent.mkdir(exist_ok=True)
        taken = path.with_suffix(".png")
        self.page.screenshot(path=taken)
        with Image.open(taken) as image:
            image.thumbnail((WIDEST, WIDEST * 2))
            image.convert("RGB").save(path, "WEBP", quality=55, method=6)
        taken.unlink()


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()
