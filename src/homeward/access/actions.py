"""What a user may change of their own sign-in."""

from homeward.access.models import User


def choose_language(user: User, language: str) -> None:
    """The language in which the pages open at the next sign-in, on whatever device."""
    user.language = language
    user.save(update_fields=["language"])
