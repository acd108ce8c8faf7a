"""Answers out of what came, whichever way: XML of OpenRosa, or JSON as KoboToolbox gives it."""

import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from homeward.forms import instances, kobo
from homeward.forms import queries as forms
from homeward.forms.filling import INDEX
from homeward.openrosa.models import Delivery
from homeward.surveys.choices import Source

# By these names a form asks which survey it answers (docs/decisions/0043).
WAVE, CASE = "homeward_wave", "homeward_case"
# By these the device notes when the form was filled (XLSForm's metadata).
MOMENTS = ("today", "end", "start")
DAY = 10


def answers_of(delivery: Delivery) -> dict[str, str]:
    """By their places, as `forms.filling` keeps them; nothing where the content is gone."""
    if not delivery.content:
        return {}
    form = forms.read(delivery.form_version)
    if delivery.source == Source.COLLECT:
        return instances.answers_of(delivery.content, form)
    return kobo.answers_of(json.loads(delivery.content), form)


def references(answers: Mapping[str, str]) -> dict[str, str]:
    """What an answer says of the survey that it belongs to."""
    named = {INDEX.sub("", key).rpartition("/")[2]: value for key, value in answers.items()}
    return {name: named[name].strip() for name in (WAVE, CASE) if named.get(name, "").strip()}


def as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def day_held(answers: Mapping[str, str], *, at_latest: date) -> date | None:
    """The day that the device noted, where it did and the day is none ahead."""
    for name in MOMENTS:
        try:
            noted = date.fromisoformat(answers.get(name, "")[:DAY])
        except ValueError:
            continue
        return noted if noted <= at_latest else None
    return None
