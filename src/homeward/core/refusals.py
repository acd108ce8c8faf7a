"""A rule's "no", carried from an action to the page with every reason at once."""

from collections.abc import Iterable

from django.db.models import TextChoices


class Refused(Exception):
    """An action that a rule does not allow now. `reasons` are members of a TextChoices."""

    def __init__(self, *reasons: TextChoices) -> None:
        self.reasons: list[TextChoices] = list(reasons)
        super().__init__(", ".join(reason.value for reason in reasons))


def refuse_if(reasons: Iterable[TextChoices]) -> None:
    """Raises Refused with all reasons, or returns where there are none."""
    if found := list(reasons):
        raise Refused(*found)
