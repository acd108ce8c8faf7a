"""What the rows of protection share. Each hangs on a case and is about one of its household."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import get_language

from homeward.access.choices import DataClass
from homeward.persons.models import PersonRow


class ProtectionRow(PersonRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.PROTECTION, editable=False
    )

    class Meta(PersonRow.Meta):
        abstract = True


class HealthRow(PersonRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.HEALTH, editable=False
    )

    class Meta(PersonRow.Meta):
        abstract = True


class LegalRow(PersonRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.LEGAL, editable=False
    )

    class Meta(PersonRow.Meta):
        abstract = True


def worded(names: Mapping[str, str], code: str) -> str:
    """A list's own wording in the reader's language, else in English, else its code."""
    return names.get((get_language() or "en")[:2]) or names.get("en") or code
