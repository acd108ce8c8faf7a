"""Pure: why a checklist is not changed or published, and in what two of them differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from homeward.procedures.choices import Aspect, Reason

# Two titles from here on name the same step, if their codes do not say so already.
LIKE = 0.7
COMPARED = (
    Aspect.STAGE,
    Aspect.HOLDER,
    Aspect.DAYS,
    Aspect.DAY_KIND,
    Aspect.EVIDENCE,
    Aspect.LEGAL_REFERENCE,
)

Checks = list[tuple[bool, Reason]]


def _failing(checks: Checks) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_begin_version(
    *, is_sop: bool, is_lead: bool, has_ended: bool, has_draft: bool
) -> list[Reason]:
    return _failing(
        [
            (is_sop, Reason.NOT_A_PROCEDURE),
            (is_lead, Reason.NOT_THE_LEAD),
            (not has_ended, Reason.AGREEMENT_ENDED),
            (not has_draft, Reason.DRAFT_ALREADY),
        ]
    )


def reasons_not_to_change(*, is_lead: bool, is_draft: bool) -> list[Reason]:
    return _failing([(is_lead, Reason.NOT_THE_LEAD), (is_draft, Reason.PUBLISHED_ALREADY)])


def reasons_not_to_add_step(
    *, code_is_free: bool, has_title: bool, after: str, codes: Iterable[str]
) -> list[Reason]:
    return _failing(
        [
            (code_is_free, Reason.CODE_TAKEN),
            (has_title, Reason.NO_TITLE),
            (not after or after in set(codes), Reason.AFTER_UNKNOWN),
        ]
    )


def reasons_not_to_publish(*, in_force: bool, steps: int) -> list[Reason]:
    return _failing([(in_force, Reason.NOT_IN_FORCE), (steps > 0, Reason.NO_STEPS)])


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step as far as it is compared; `titles` by language."""

    code: str
    titles: tuple[tuple[str, str], ...]
    stage: str
    holder: str
    days: str
    day_kind: str
    evidence: str
    legal_reference: str


@dataclass(frozen=True)
class Difference:
    """Both values stand in words of the checklists; the side without the step has none."""

    aspect: Aspect
    left: Step | None
    right: Step | None
    left_value: str
    right_value: str


def matched(left: Sequence[Step], right: Sequence[Step]) -> list[tuple[Step, Step]]:
    """Pairs of one step in both: by code first, then the most alike titles. In order of `left`."""
    by_code = {step.code: step for step in right}
    pairs = [(step, by_code[step.code]) for step in left if step.code in by_code]
    rest_left = [step for step in left if step.code not in by_code]
    taken = {pair[1].code for pair in pairs}
    rest_right = [step for step in right if step.code not in taken]
    likely = sorted(
        ((likeness(a, b), a, b) for a in rest_left for b in rest_right),
        key=lambda found: -found[0],
    )
    for alike, a, b in likely:
        if alike >= LIKE and a in rest_left and b in rest_right:
            pairs.append((a, b))
            rest_left.remove(a)
            rest_right.remove(b)
    return sorted(pairs, key=lambda pair: left.index(pair[0]))


def likeness(a: Step, b: Step) -> float:
    """Of the titles in a language that both have; 0 to 1."""
    others = dict(b.titles)
    return max(
        (
            SequenceMatcher(None, title.casefold(), others[language].casefold()).ratio()
            for language, title in a.titles
            if language in others
        ),
        default=0.0,
    )


def differences(left: Sequence[Step], right: Sequence[Step]) -> list[Difference]:
    """Everything in which two checklists differ, in the order of the first, then of the second."""
    pairs = matched(left, right)
    moved = _moved([right.index(b) for _a, b in pairs])
    in_left, in_right = {a.code for a, _b in pairs}, {b.code for _a, b in pairs}
    found: list[Difference] = []
    for step in left:
        if step.code not in in_left:
            found.append(Difference(Aspect.PRESENCE, step, None, step.code, ""))
            continue
        number, (a, b) = next((n, p) for n, p in enumerate(pairs) if p[0] == step)
        if number in moved:
            places = str(left.index(a) + 1), str(right.index(b) + 1)
            found.append(Difference(Aspect.ORDER, a, b, *places))
        found.extend(_of_pair(a, b))
    found.extend(
        Difference(Aspect.PRESENCE, None, step, "", step.code)
        for step in right
        if step.code not in in_right
    )
    return found


def _of_pair(a: Step, b: Step) -> list[Difference]:
    values = [(aspect, getattr(a, aspect.value), getattr(b, aspect.value)) for aspect in COMPARED]
    return [Difference(aspect, a, b, one, other) for aspect, one, other in values if one != other]


def _moved(places: Sequence[int]) -> set[int]:
    """The fewest pairs that stand elsewhere: all outside a longest run that keeps its order."""
    runs: list[list[int]] = []
    for number, place in enumerate(places):
        before = [run for run in runs if places[run[-1]] < place]
        runs.append([*_longest(before), number])
    return set(range(len(places))) - set(_longest(runs))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=len) if runs else []
