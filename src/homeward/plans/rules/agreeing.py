"""What the person says to a plan, and what is still missing in it."""

from collections.abc import Iterable

from homeward.plans.choices import SOCIAL_TIES, Answer, AnswerWay, Horizon, Rating, Reason, Topic
from homeward.plans.rules.checks import missing

POINTS = {Rating.GOOD: 3, Rating.FAIR: 2, Rating.WEAK: 1, Rating.BAD: 0}
MOST_POINTS = max(POINTS.values())
WITNESSED = {AnswerWay.WITNESS, AnswerWay.THUMBPRINT}


def is_agreed(answers: Iterable[tuple[str, int]], *, revision: int) -> bool:
    """Whether the last of (answer, revision) is a yes to the plan as it stands.

    A plan that was changed afterwards has another revision, and needs the person's answer anew.
    """
    last = list(answers)[-1:]
    return last == [(Answer.AGREED, revision)]


def reasons_not_to_answer(
    *,
    answer: Answer,
    way: AnswerWay,
    witness: str,
    said: str,
    can_change: bool,
    has_lines: bool,
    is_as_shown: bool,
) -> list[Reason]:
    return missing(
        (is_as_shown, Reason.CHANGED_SINCE),
        (can_change, Reason.WRONG_STATUS),
        (has_lines, Reason.NO_LINES),
        (way not in WITNESSED or bool(witness.strip()), Reason.NO_WITNESS),
        (
            answer == Answer.AGREED or way == AnswerWay.PORTAL or bool(said.strip()),
            Reason.WHY_REFUSED,
        ),
    )


def points(ratings: Iterable[str]) -> int:
    return sum(POINTS[Rating(rating)] for rating in ratings)


def lacks_ties(topics: Iterable[str]) -> bool:
    """No goal for family and social ties yet."""
    return not SOCIAL_TIES & {Topic(topic) for topic in topics}


def lacks_horizon(horizons: Iterable[str]) -> list[Horizon]:
    said = set(horizons)
    return [horizon for horizon in Horizon if horizon not in said]
