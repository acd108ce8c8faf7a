"""What is missing for an occupation, and the training that would close it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from homeward.careers import queries
from homeward.careers.models import TrainingTalk
from homeward.careers.profile import Profile
from homeward.cases.choices import FactKind
from homeward.cases.models import Case, Fact
from homeward.occupations.choices import Relation
from homeward.occupations.models import Occupation, OccupationSkill, Skill
from homeward.offers.choices import OfferKind, OfferStatus
from homeward.offers.models import Offer, OfferSkill
from homeward.persons.models import Person
from homeward.services.choices import Category

TEACHES = (OfferKind.TRAINING, OfferKind.ON_THE_JOB)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """An occupation that is wished for, what of its essential skills is held and what is not."""

    occupation: Occupation
    held: tuple[Skill, ...]
    missing: tuple[Skill, ...]

    @property
    def is_closed(self) -> bool:
        return not self.missing

    @property
    def asked(self) -> int:
        return len(self.held) + len(self.missing)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A training with what speaks for it; `teaches` are the missing skills that it closes.

    `why_not` are reasons for which it can't be taken now; nothing is left out unsaid.
    """

    offer: Offer
    occupation: Occupation | None
    teaches: tuple[Skill, ...] = ()
    # It names its occupation and not which skills it teaches.
    is_vague: bool = False
    for_business: bool = False
    why_not: tuple[str, ...] = ()
    talk: TrainingTalk | None = None

    def order(self, *, before_travel: bool) -> tuple[object, ...]:
        """Those that may begin before departure first, while the person has not travelled; then
        those that close most; then the sooner. The title and the key break a tie."""
        early = before_travel and self.offer.before_departure is True
        return (
            bool(self.why_not),
            not early,
            -len(self.teaches),
            self.is_vague,
            self.offer.starts_on or date.max,
            self.offer.title,
            self.offer.pk,
        )


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What the page of one person shows."""

    gaps: tuple[Gap, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    before_travel: bool = False
    # No occupation is wished for: whatever would be proposed is a guess.
    is_unasked: bool = False
    wants_business: bool = False
    untaught: tuple[Skill, ...] = ()

    @property
    def now(self) -> list[Proposal]:
        return [one for one in self.proposals if not one.why_not]

    @property
    def not_now(self) -> list[Proposal]:
        return [one for one in self.proposals if one.why_not]


def of_person(case: Case, person: Person, *, on: date) -> Closing:
    """The gaps of the wished occupations and all training known for them, the best first.

    Neither the way of return nor a former legal status is read.
    """
    profile = queries.profiles([person.pk], on=on).get(person.pk, Profile(person_id=person.pk))
    wished = profile.wishes.occupation_ids if profile.wishes else ()
    gaps = of_occupations(wished, profile.skills)
    business = _wants_business(person)
    before = case.arrived_on is None and (case.travels_on is None or case.travels_on > on)
    talks = {talk.offer_id: talk for talk in reversed(talks_of(person))}
    proposals = [
        _proposal(offer, gaps, business=business, on=on, talk=talks.get(offer.pk))
        for offer in _teaching(gaps, business=business)
    ]
    found = [one for one in proposals if one is not None]
    taught = {skill.pk for one in found if not one.why_not for skill in one.teaches}
    missing = {skill.pk: skill for gap in gaps for skill in gap.missing}
    return Closing(
        gaps=tuple(gaps),
        proposals=tuple(sorted(found, key=lambda one: one.order(before_travel=before))),
        before_travel=before,
        is_unasked=not wished,
        wants_business=business,
        untaught=tuple(skill for pk, skill in missing.items() if pk not in taught),
    )


def of_occupations(wished: Sequence[int], held: Collection[int]) -> list[Gap]:
    """In the order of the wish."""
    occupations = Occupation.objects.defer("search", "description").in_bulk(list(wished))
    needs = OccupationSkill.objects.filter(
        occupation__in=occupations, relation=Relation.ESSENTIAL
    ).select_related("skill")
    asked: dict[int, list[Skill]] = {}
    for need in needs.defer("skill__search", "skill__description").order_by("skill__title"):
        asked.setdefault(need.occupation_id, []).append(need.skill)
    return [
        Gap(
            occupation=occupations[pk],
            held=tuple(skill for skill in asked.get(pk, ()) if skill.pk in held),
            missing=tuple(skill for skill in asked.get(pk, ()) if skill.pk not in held),
        )
        for pk in dict.fromkeys(wished)
        if pk in occupations
    ]


def talks_of(person: Person) -> list[TrainingTalk]:
    """What was said to training so far, the newest first."""
    found = TrainingTalk.objects.filter(person=person).order_by("-at")
    return list(found.select_related("offer", "occupation", "by__organisation"))


def _wants_business(person: Person) -> bool:
    """Somebody has told an idea for a business of their own."""
    told = Fact.objects.filter(person=person, kind=FactKind.BUSINESS, replaced_by__isnull=True)
    return any(str(fact.value).strip() for fact in told)


def _teaching(gaps: Iterable[Gap], *, business: bool) -> QuerySet[Offer]:
    missing = {skill.pk for gap in gaps for skill in gap.missing}
    open_gaps = [gap.occupation.pk for gap in gaps if gap.missing]
    fits = Q(skills__is_taught=True, skills__skill__in=missing) | Q(occupation__in=open_gaps)
    if business:
        fits |= Q(needs__contains=[Category.BUSINESS])
    taught = OfferSkill.objects.filter(is_taught=True)
    return (
        Offer.objects.filter(
            fits, kind__in=TEACHES, status__in=[OfferStatus.OPEN, OfferStatus.FILLED]
        )
        .select_related("organisation", "area", "occupation")
        .prefetch_related(Prefetch("skills", queryset=taught, to_attr="taught"))
        .distinct()
    )


def _proposal(
    offer: Offer, gaps: Sequence[Gap], *, business: bool, on: date, talk: TrainingTalk | None
) -> Proposal | None:
    """For the gap of which it closes most; the first wish where two are alike."""
    taught = {row.skill_id for row in offer.taught}  # type: ignore[attr-defined]
    best: Gap | None = None
    closes: tuple[Skill, ...] = ()
    for gap in gaps:
        these = tuple(skill for skill in gap.missing if skill.pk in taught)
        if len(these) > len(closes):
            best, closes = gap, these
    named = next((gap for gap in gaps if gap.occupation.pk == offer.occupation_id), None)
    is_vague = not closes and named is not None and bool(named.missing) and not taught
    for_business = business and Category.BUSINESS in offer.needs
    if not (closes or is_vague or for_business):
        return None
    target = best or (named if is_vague else None)
    return Proposal(
        offer=offer,
        occupation=target.occupation if target else None,
        teaches=closes,
        is_vague=is_vague,
        for_business=for_business,
        why_not=tuple(reasons_not_now(offer, on=on)),
        talk=talk,
    )


def reasons_not_now(offer: Offer, *, on: date) -> list[str]:
    """Codes of `words.WHY_NOT`, all at once."""
    checks = [
        (offer.status == OfferStatus.FILLED or offer.places_free == 0, "no_places"),
        (offer.apply_by is not None and offer.apply_by < on, "too_late_to_apply"),
        (offer.ends_on is not None and offer.ends_on < on, "is_over"),
    ]
    return [code for holds, code in checks if holds]


def exists(case: Case, person: Person, *, on: date) -> bool:
    """Whether there is anything to talk over that was not talked over yet."""
    closing = of_person(case, person, on=on)
    return any(one.talk is None for one in closing.now)
