"""Answers out of what came, whichever way: XML of OpenRosa, or JSON as KoboToolbox gives it."""

import json
from collections.abc import Mapping
from uuid import UUID

from homeward.forms import instances, kobo
from homeward.forms import queries as forms
from homeward.forms.filling import INDEX
from homeward.openrosa.choices import Source
from homeward.openrosa.models import Delivery

# By these names a form asks which survey it answers (docs/decisions/0043).
WAVE, CASE = "homeward_wave", "homeward_case"


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
