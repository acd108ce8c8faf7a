"""Somebody without JavaScript: opens the plain pages of a survey, answers what stands there, adds
rows where there are more, and goes on until all is looked over and sent."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from lxml import html

from homeward.forms.asking import PARTS, name_of

MOST_STEPS = 400


def sent(client: Any, wave: Any) -> Any:
    """The answer to the last button: a redirect where the answers were taken."""
    today = timezone.localdate()
    day = {"held_on_day": today.day, "held_on_month": today.month, "held_on_year": today.year}
    return client.post(reverse("interviews:check", args=[wave.pk]), day)


def fill_in(client: Any, wave: Any, answers: Mapping[str, str]) -> tuple[int, int]:
    """Pages walked through, and questions that were shown."""
    page, shown, pages = reverse("interviews:plain", args=[wave.pk]), set[str](), 0
    answer = client.get(page)
    for _step in range(MOST_STEPS):
        assert answer.status_code in {200, 422}, answer.status_code
        seen = html.document_fromstring(answer.content.decode())
        asked = [one.get("value") for one in seen.xpath("//input[@name='asked']")]
        shown.update(asked)
        answer = client.post(page, _posted(seen, asked, answers))
        if answer.status_code == 302:
            pages += 1
            if answer["Location"].endswith("/check/"):
                return pages, len(shown)
            answer = client.get(answer["Location"])
    wrong = [one.text_content() for one in seen.xpath("//*[contains(@class, 'hw-error')]")]
    raise AssertionError(f"no end: {asked} {wrong}")


def _posted(seen: Any, asked: list[str], answers: Mapping[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {"asked": asked, "do": _button(seen, answers)}
    for name in ("page", "revision"):
        said[name] = seen.xpath(f"//form//input[@name='{name}']/@value")[0]
    for key in asked:
        said |= _typed(seen, name_of(key), answers.get(key, ""))
    return said


def _button(seen: Any, answers: Mapping[str, str]) -> str:
    """One row more, where there are answers to it; else on."""
    for value in seen.xpath("//button[@name='do']/@value"):
        if value.startswith("add:"):
            key = value.removeprefix("add:")
            shown = len(seen.xpath(f"//div[@id='rows.{key}']/section"))
            if any(place.startswith(f"{key}[{shown + 1}]") for place in answers):
                return str(value)
    return "next"


def _typed(seen: Any, name: str, value: str) -> dict[str, Any]:
    if seen.xpath(f"//*[@name='{name}_year']"):
        year, month, day = [*value.split("-"), "", ""][:3]
        return dict(zip((f"{name}_{part}" for part in PARTS), (day, month, year), strict=True))
    if seen.xpath(f"//input[@name='{name}'][@type='checkbox']"):
        return {name: value.split()}
    return {name: value}
