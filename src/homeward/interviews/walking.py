"""A draft filled in page by page, each step kept: by an interviewer, or by the person by a link.

Works without JavaScript. What was typed is kept right or wrong; only going on asks for what is
missing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from homeward.core.digits import are_digits
from homeward.forms import asking
from homeward.forms.definition import direction, language_code
from homeward.forms.filling import Filling
from homeward.interviews.models import InterviewDraft

MORE_THAN_ONE = 2
# Keeps answers, and gives the draft as it stands then, evaluated.
Keep = Callable[[dict[str, str]], tuple[InterviewDraft, Filling]]


@dataclass
class Walk:
    """One page of a draft on its way to the template."""

    draft: InterviewDraft
    filled: Filling
    pages: list[asking.Page]
    current: asking.Page | None
    problems: dict[str, list[str]] = field(default_factory=dict)
    reasons: Sequence[Any] = ()
    fresh: int = 0

    @property
    def number(self) -> int:
        return self.current.number if self.current else 1

    @property
    def status(self) -> int:
        if self.reasons:
            return 409
        return 422 if self.problems else 200


def at(draft: InterviewDraft, filled: Filling, number: str) -> Walk:
    found = asking.pages(filled)
    place = min(max(int(number), 1), len(found)) if are_digits(number) and found else 1
    return Walk(draft, filled, found, found[place - 1] if found else None)


def again(walk: Walk, draft: InterviewDraft, filled: Filling) -> Walk:
    """The same page after an answer; it may have moved, or have nothing to ask any more."""
    found = asking.pages(filled)
    nodes = walk.current.nodes if walk.current else ()
    current = next((one for one in found if one.nodes == nodes), None)
    return Walk(draft, filled, found, current or (found[0] if found else None))


def given(request: HttpRequest, walk: Walk, files: dict[str, str]) -> dict[str, str]:
    """All answers with those of this page, and the names of files that came with it."""
    return walk.filled.raw | asking.sent(walk.filled, request.POST) | files


def go_on(request: HttpRequest, walk: Walk, problems: dict[str, list[str]]) -> int | None:
    """The number of the next page, or None where this one is shown again: something is wrong, or
    an answer brought up questions that were not shown yet."""
    nodes = walk.current.nodes if walk.current else ()
    shown = set(request.POST.getlist("asked"))
    wrong = walk.filled.all_faults(nodes)
    walk.problems = {key: wrong[key] for key in wrong if key in shown} | problems
    asked = [key for question, key in walk.filled.asked(nodes) if not question.is_note]
    walk.fresh = 0 if walk.problems else len([key for key in asked if key not in shown])
    return None if walk.problems or walk.fresh else walk.number + 1


def page_of(walk: Walk, key: str) -> int:
    """The page on which a question stands."""
    for one in walk.pages:
        if any(place == key for _question, place in walk.filled.asked(one.nodes)):
            return one.number
    return 1


def rendered(walk: Walk, files: dict[str, str]) -> asking.Rendered:
    """`files`: their own names, by the names under which answers have them."""
    nodes = walk.current.nodes if walk.current else ()
    return asking.Rendered(walk.filled, nodes, problems=walk.problems, files=files)


def languages(filled: Filling) -> list[tuple[str, str, bool]]:
    """Code, own name and whether it is shown, where the form has more than one."""
    if len(filled.form.languages) < MORE_THAN_ONE:
        return []
    return [
        (language_code(name), _own_name(name), name == filled.language)
        for name in filled.form.languages
    ]


def _own_name(language: str) -> str:
    """As those who speak it call it, where that is known; else as the form does."""
    try:
        return str(get_language_info(language_code(language))["name_local"])
    except KeyError:
        return language.partition(" (")[0]


def context(walk: Walk, files: dict[str, str]) -> dict[str, Any]:
    return {
        "draft": walk.draft,
        "rendered": rendered(walk, files),
        "current": walk.current,
        "pages": walk.pages,
        "progress": round(100 * (walk.number - 1) / len(walk.pages)) if walk.pages else 0,
        "reasons": walk.reasons,
        "fresh": walk.fresh,
        "languages": languages(walk.filled),
        "asked_dir": direction(walk.filled.language),
        "asked_lang": _lang(walk.filled.language),
    }


def _lang(language: str) -> str:
    known = language and direction(language) != "auto"
    return language_code(language) if known else get_language() or ""


def lines(walk: Walk, faults: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Everything by page, in words, with what is wrong and the page that mends it."""
    found = []
    for one in walk.pages:
        rows = [
            {
                "label": walk.filled.label(question, key),
                "value": walk.filled.shown(question, key),
                "problems": faults.get(key, []),
            }
            for question, key in walk.filled.asked(one.nodes)
            if not question.is_note
        ]
        found.append({"number": one.number, "title": one.title, "rows": rows})
    return found
