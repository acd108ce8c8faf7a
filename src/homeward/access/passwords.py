"""Words that anybody here would guess: a password needs enough beside them."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The product, the field, and what people write where a password is asked for.
WORDS = (
    "homeward", "reintegration", "reintegrate", "migration", "migrant", "returnee", "return",
    "counsellor", "counselor", "casemanager", "case", "manager", "administrator", "admin",
    "reception", "commission", "password", "passwort", "motdepasse", "welcome", "letmein",
    "qwerty", "azerty", "12345678", "123456",
)  # fmt: skip
# What has to be left without those words, without signs and repetitions.
LEAST = 8
SHORTEST = 4
SIGNS = re.compile(r"[\W_]+")
AGAIN = re.compile(r"(.)\1+")


class NoWordOfTheHouse:
    """Refuses what is little more than such words, the organisation's own name among them."""

    def validate(self, password: str, user: Any = None) -> None:
        left = SIGNS.sub("", password.casefold())
        for word in sorted({*WORDS, *_of_organisation(user)}, key=len, reverse=True):
            left = left.replace(word, "")
        if len(AGAIN.sub(r"\1", left)) < LEAST:
            raise ValidationError(self.get_help_text(), code="password_of_the_house")

    def get_help_text(self) -> str:
        return _(
            "Your password needs more beside words that others would guess here, such as the name"
            " of the software, of a role or of your organisation."
        )


def _of_organisation(user: Any) -> Iterator[str]:
    organisation = getattr(user, "organisation", None)
    if organisation is None:
        return
    for name in (organisation.name, organisation.short_name):
        words = [SIGNS.sub("", part) for part in name.casefold().split()]
        yield from (word for word in (*words, "".join(words)) if len(word) >= SHORTEST)
