"""Reads of comparisons, pairs and what was decided on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.access.models import Organisation
from homeward.alignment import rules
from homeward.alignment.choices import MENDS, Aspect, Verdict, Why
from homeward.alignment.models import Comparison, Finding, Mend, PairDecision
from homeward.alignment.queries.facts import facts
from homeward.programmes.models import Programme


def latest() -> Comparison | None:
    return Comparison.objects.filter(finished_at__isnull=False).select_related("by").first()


def findings() -> QuerySet[Finding]:
    """Those of the latest comparison, likely duplicates first."""
    compared = latest()
    found = Finding.objects.filter(comparison=compared) if compared else Finding.objects.none()
    return found.select_related("first__lead_org", "second__lead_org")


def undecided() -> list[Finding]:
    """Likely duplicates on which nothing was decided, the likeliest first."""
    decided = PairDecision.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
    return list(findings().filter(~Exists(decided), is_duplicate=True))


@dataclass(frozen=True)
class AspectLine:
    """One aspect of a pair: its verdict, all reasons, and what would change it."""

    aspect: Aspect
    verdict: Verdict
    reasons: Sequence[Why]
    mends: Sequence[Any]


@dataclass(frozen=True)
class Pair:
    """Two programmes as they compare now; `first` has the smaller number."""

    first: Programme
    second: Programme
    lines: Sequence[AspectLine]
    evidence: Sequence[Why]
    title_likeness: int
    is_overlap: bool
    is_duplicate: bool
    is_part: bool
    # Who leads each, as far as anybody has said.
    led_by: tuple[str, str] = ("", "")

    @property
    def against(self) -> list[AspectLine]:
        return [line for line in self.lines if line.verdict == Verdict.CONTRADICT]

    @property
    def unknown(self) -> list[AspectLine]:
        return [line for line in self.lines if line.verdict == Verdict.UNKNOWN]


def lines(mask: int) -> list[AspectLine]:
    found = rules.reasons_in(mask)
    return [_line(found, aspect) for aspect in Aspect]


def _line(found: Sequence[Why], aspect: Aspect) -> AspectLine:
    reasons = rules.of_aspect(found, aspect)
    mends = [MENDS[why] for why in reasons if why in MENDS]
    return AspectLine(aspect, rules.verdict(found, aspect), reasons, mends)


def evidence(mask: int) -> list[Why]:
    """What both have in common that speaks for one undertaking."""
    return rules.evidence(rules.reasons_in(mask))


def pair(one: Programme, other: Programme, *, on: date) -> Pair:
    """Compared anew from what is known now, so that a mended programme shows at once."""
    first, second = sorted((one, other), key=lambda programme: programme.pk)
    known = sorted(facts([first.pk, second.pk], on=on), key=lambda fact: fact.key)
    compared = rules.compare(known, today=on)
    mask = int(compared.reasons[0, 1])
    reasons = rules.reasons_in(mask)
    return Pair(
        first=first,
        second=second,
        lines=lines(mask),
        evidence=rules.evidence(reasons),
        title_likeness=int(compared.titles[0, 1]),
        is_overlap=bool(compared.overlaps[0, 1]),
        is_duplicate=bool(compared.duplicates[0, 1]),
        is_part=Why.PART_OF in reasons,
        led_by=(known[0].lead, known[1].lead),
    )


@dataclass(frozen=True)
class Cell:
    """Where two programmes of a matrix cross; `against` and `unknown` are aspects."""

    other: Programme | None
    against: Sequence[Aspect]
    unknown: Sequence[Aspect]
    is_overlap: bool = False
    is_duplicate: bool = False
    is_part: bool = False

    @property
    def is_self(self) -> bool:
        return self.other is None


def matrix(programmes: Sequence[Programme], *, on: date) -> list[tuple[Programme, list[Cell]]]:
    """Each of these programmes by each other, as they compare now."""
    known = {fact.key: fact for fact in facts([p.pk for p in programmes], on=on)}
    compared = rules.compare([known[p.pk] for p in programmes], today=on)
    return [
        (row, [_cell(compared, programmes, i, j) for j in range(len(programmes))])
        for i, row in enumerate(programmes)
    ]


def _cell(compared: rules.Comparison, programmes: Sequence[Programme], i: int, j: int) -> Cell:
    if i == j:
        return Cell(None, [], [])
    verdicts = {aspect: int(table[i, j]) for aspect, table in compared.verdicts.items()}
    return Cell(
        other=programmes[j],
        against=[aspect for aspect, found in verdicts.items() if found == Verdict.CONTRADICT],
        unknown=[aspect for aspect, found in verdicts.items() if found == Verdict.UNKNOWN],
        is_overlap=bool(compared.overlaps[i, j]),
        is_duplicate=bool(compared.duplicates[i, j]),
        is_part=Why.PART_OF in rules.reasons_in(int(compared.reasons[i, j])),
    )


# Decisions and mends


def decisions(first: Programme, second: Programme) -> list[PairDecision]:
    """The latest first: it is the one that stands."""
    found = PairDecision.objects.filter(first=first, second=second)
    return list(found.select_related("by", "by_org"))


def standing(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], PairDecision]:
    """Pair -> the decision that stands on it."""
    wanted = set(pairs)
    found = PairDecision.objects.filter(
        first__in={one for one, _other in wanted}, second__in={other for _one, other in wanted}
    ).select_related("by_org")
    stands: dict[tuple[int, int], PairDecision] = {}
    for decision in found:
        stands.setdefault((decision.first_id, decision.second_id), decision)
    return {key: decision for key, decision in stands.items() if key in wanted}


def mends(first: Programme, second: Programme) -> list[Mend]:
    found = Mend.objects.filter(first=first, second=second)
    return list(found.select_related("asked_org", "by_org", "by", "answered_by"))


def open_mends() -> QuerySet[Mend]:
    return Mend.objects.filter(answered_at__isnull=True).select_related(
        "first", "second", "asked_org", "by_org"
    )


def leads(pair: Pair, *, asking: int | None) -> list[Organisation]:
    """Whom an organisation may ask for a change: who leads either programme here, but itself."""
    found = {p.lead_org.pk: p.lead_org for p in (pair.first, pair.second) if p.lead_org}
    return [org for pk, org in found.items() if pk != asking]


def is_asked(mend: Mend, organisation: int | None) -> bool:
    return organisation is not None and mend.asked_org_id == organisation


def listed(found: QuerySet[Finding], kind: str, words: str) -> QuerySet[Finding]:
    """By kind of finding, and by words of either programme's name."""
    if kind == "duplicate":
        found = found.filter(is_duplicate=True)
    elif kind == "overlap":
        found = found.filter(is_overlap=True)
    elif kind == "against":
        found = found.filter(contradictions__gt=0)
    for word in words.split():
        found = found.filter(Q(first__name__icontains=word) | Q(second__name__icontains=word))
    return found
