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
# So much of a long password is looked at for repetition; what is beyond is taken as it is.
READ = 256
SIGNS = re.compile(r"[\W_]+")
# Bounded, so that a long password is read once for each length of a fragment.
AGAIN = re.compile(r"(.{1,16}?)\1+", re.DOTALL)


def told_once(text: str) -> str:
    """The text with each fragment that follows itself told once."""
    while (shorter := AGAIN.sub(r"\1", text)) != text:
        text = shorter
    return text


class NoRepetition:
    """Refuses a short fragment that is written again and again: its length adds nothing."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(told_once(SIGNS.sub("", password[:READ].casefold()))) < LEAST:
            raise ValidationError(self.get_help_text(), code="password_repeats")

    def get_help_text(self) -> str:
        return _(
            "Your password must not be a short word or fragment that is repeated. Several words"
            " that have nothing to do with each other are long and easy to keep in mind."
        )


class NoWordOfTheHouse:
    """Refuses what is little more than such words, the own and the organisation's names too."""

    def validate(self, password: str, user: Any = None) -> None:
        left = SIGNS.sub("", password.casefold())
        for word in sorted(
            {*WORDS, *_of_organisation(user), *_of_user(user)}, key=len, reverse=True
        ):
            left = left.replace(word, "")
        if len(told_once(left[:READ])) < LEAST:
            raise ValidationError(self.get_help_text(), code="password_of_the_house")

    def get_help_text(self) -> str:
        return _(
            "Your password needs more beside words that others would guess here, such as the name"
            " of the software, of a role, of your organisation or your own."
        )


def _of_organisation(user: Any) -> Iterator[str]:
    organisation = getattr(user, "organisation", None)
    if organisation is None:
        return
    for name in (organisation.name, organisation.short_name):
        yield from _words_of(name)


def _of_user(user: Any) -> Iterator[str]:
    for name in (getattr(user, "name", ""), getattr(user, "email", "").partition("@")[0]):
        yield from _words_of(name)


def _words_of(name: str) -> Iterator[str]:
    words = [part for part in SIGNS.split(name.casefold()) if part]
    yield from (word for word in (*words, "".join(words)) if len(word) >= SHORTEST)
