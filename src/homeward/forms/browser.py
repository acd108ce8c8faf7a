"""What the browser's part of forms is given: the form, its words, its policy, and where it ends.

The part is ODK's web-forms, vendored (decision 44). What it can't ask is asked as plain pages.
"""

from dataclasses import dataclass
from functools import lru_cache
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from lxml import etree

from homeward.core.middleware import HEADERS, POLICY
from homeward.forms.asking import OCCUPATION
from homeward.forms.choices import Obstacle
from homeward.forms.definition import (
    HARDENED,
    JR,
    XFORMS,
    XHTML,
    Definition,
    Question,
    direction,
    language_code,
)
from homeward.forms.models import FormVersion

# It compiles its expressions' grammar to WebAssembly, writes style elements that bear the page's
# nonce, and shows a picture that was just taken. Nothing of it is from elsewhere.
PARTS_OF_POLICY = (
    ("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
    ("img-src 'self' data:", "img-src 'self' data: blob:"),
)
PERMISSIONS = HEADERS["Permissions-Policy"].replace("geolocation=()", "geolocation=(self)")
PICTURE = "image/"
ON_A_MAP = {"placement-map", "maps"}
UNKNOWN_WAY = "auto"
DRAWN = {"geotrace", "geoshape"}


@dataclass(frozen=True)
class Limit:
    """A question that the browser's part can't ask, and why."""

    question: Question
    why: Obstacle


def limits(form: Definition) -> list[Limit]:
    found = ((question, _obstacle(question)) for question in form.questions())
    return [Limit(question, why) for question, why in found if why]


def _obstacle(question: Question) -> Obstacle | None:
    if question.control == "upload" and not question.media.startswith(PICTURE):
        return Obstacle.FILE
    if question.looks & {"draw", "annotate", "signature"}:
        return Obstacle.DRAWING
    if question.bind.type in DRAWN or question.looks & ON_A_MAP:
        return Obstacle.MAP
    return Obstacle.OCCUPATION if OCCUPATION in question.looks else None


def protect(response: HttpResponse, nonce: str) -> HttpResponse:
    """The page's policy: what the part needs, on this page alone."""
    policy = POLICY.replace("style-src 'self'", f"style-src 'self' 'nonce-{nonce}'")
    for usual, widened in PARTS_OF_POLICY:
        policy = policy.replace(usual, widened)
    response.headers["Content-Security-Policy"] = policy
    return let_locate(response)


def let_locate(response: HttpResponse) -> HttpResponse:
    """The page may ask the device where it is, when somebody presses its button."""
    response.headers["Permissions-Policy"] = PERMISSIONS
    return response


def context(form: Definition) -> dict[str, Any]:
    """What the template of the part needs of the form and of the page's language."""
    return {
        "nonce": token_urlsafe(16),
        "words": words(),
        "form_languages": {
            name: {"dir": way, "lang": "" if way == UNKNOWN_WAY else language_code(name)}
            for name in form.languages
            for way in [direction(name)]
        },
    }


def xform(version: FormVersion, form: Definition) -> bytes:
    """The form as the part reads it: first in the page's language, with our words where the form
    has none for an answer that is missing or does not fit."""
    return _xform(version.pk, version.sha256, form.language(get_language() or "en"), *_messages())


def _messages() -> tuple[str, str]:
    return _("This needs an answer."), _("This answer does not fit.")


@lru_cache(maxsize=64)
def _xform(pk: UUID, sha256: str, language: str, required: str, constraint: str) -> bytes:
    kept = FormVersion.objects.only("xform").get(pk=pk, sha256=sha256)
    root = etree.fromstring(kept.xform.encode(), etree.XMLParser(**HARDENED))
    model = root.find(f"{XHTML}head/{XFORMS}model")
    for translation in model.findall(f"{XFORMS}itext/{XFORMS}translation"):
        translation.attrib.pop("default", None)
        if translation.get("lang") == language:
            translation.set("default", "true()")
    for bind in model.findall(f"{XFORMS}bind"):
        for rule, name, said in (
            ("required", f"{JR}requiredMsg", required),
            ("constraint", f"{JR}constraintMsg", constraint),
        ):
            if bind.get(rule) and not bind.get(name):
                bind.set(name, said)
    written: bytes = etree.tostring(root, encoding="UTF-8")
    return written


def words() -> dict[str, dict[str, Any]]:
    """The part's words in the page's language: its own, its calendar's, and ours around it."""
    return {"form": _of_the_form(), "calendar": _of_the_calendar(), "state": _of_the_state()}


def _of_the_form() -> dict[str, str]:
    return {
        "required": _("This needs an answer."),
        "constraint": _("This answer does not fit."),
        "row": _("Number"),
        "add": _("Add another"),
        "remove": _("Take it away"),
        "okay": _("Yes, seen"),
        "rank": _("Put in order"),
        "picture": _("Take a picture"),
        "image": _("Choose a picture"),
        "preview": _("The picture"),
        "locate": _("Take this place"),
        "again": _("Try again"),
        "locating": _("Finding the place"),
        "good": _("Accurate"),
        "poor": _("Not accurate"),
        "unknown": _("Accuracy unknown"),
        "cancel": _("Cancel"),
        "keep": _("Keep this place"),
        "taken": _("Time taken"),
        "before": _("Kept before, accurate to"),
        "when": _("Kept when accurate to"),
        "accuracy": _("Accuracy"),
        "latitude": _("Latitude"),
        "longitude": _("Longitude"),
        "nowhere": _("The place can’t be found"),
        "allow": _("Allow the browser to use the place, and switch it on."),
        "unanswered": _("No answer yet"),
        "options": _("More for this row"),
        "language": _("Language of the questions"),
    }


def _of_the_calendar() -> dict[str, Any]:
    return {
        "chooseYear": _("Choose the year"),
        "chooseMonth": _("Choose the month"),
        "chooseDate": _("Choose the day"),
        "prevDecade": _("Ten years before"),
        "nextDecade": _("Ten years after"),
        "prevYear": _("Year before"),
        "nextYear": _("Year after"),
        "prevMonth": _("Month before"),
        "nextMonth": _("Month after"),
        "today": _("Today"),
        "clear": _("Clear"),
        "choose": _("Choose"),
        "emptyMessage": _("Nothing to choose"),
        "emptyFilterMessage": _("Nothing found"),
        "emptySearchMessage": _("Nothing found"),
        "emptySelectionMessage": _("Nothing chosen"),
        "aria": {
            "close": _("Close"),
            "selectAll": _("All chosen"),
            "unselectAll": _("None chosen"),
            "listLabel": _("What can be chosen"),
            "nullLabel": _("Not chosen"),
        },
    }


def _of_the_state() -> dict[str, str]:
    return {
        "kept": _("Draft kept at %(time)s"),
        "lost": _("Not kept yet: no connection. What you typed stays here; it is tried again."),
        "conflict": _("Not kept: somebody else changed this draft."),
        "sending": _("Sending…"),
        "sent": _("Sent."),
        "unsent": _("Not sent: no connection. What you typed stays here. Press Send again."),
        "refused": _("The answers were not taken. Look at the reasons, or open the plain form."),
    }
