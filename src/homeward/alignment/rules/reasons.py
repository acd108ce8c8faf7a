"""A mask of reasons in numbers, and the reasons in it."""

from collections.abc import Iterable

from homeward.alignment.choices import ASPECT_OF, CONTRADICTIONS, UNSAID, Aspect, Verdict, Why


def bit(why: Why) -> int:
    return 1 << int(why)


def reasons_in(mask: int) -> list[Why]:
    return [why for why in Why if int(mask) & bit(why)]


def of_aspect(reasons: Iterable[Why], aspect: Aspect) -> list[Why]:
    """The reasons of one aspect; where it does not meet, only those that stand in the way."""
    found = [why for why in reasons if ASPECT_OF.get(why) == aspect]
    against = [why for why in found if why in CONTRADICTIONS]
    return against or found


def evidence(reasons: Iterable[Why]) -> list[Why]:
    """What two entries have in common that speaks for one undertaking."""
    return [why for why in reasons if ASPECT_OF.get(why) is None]


def verdict(reasons: Iterable[Why], aspect: Aspect) -> Verdict:
    found = of_aspect(reasons, aspect)
    if any(why in CONTRADICTIONS for why in found):
        return Verdict.CONTRADICT
    if not found or any(why in UNSAID for why in found):
        return Verdict.UNKNOWN
    return Verdict.MEET
