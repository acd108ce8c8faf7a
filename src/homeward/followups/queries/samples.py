"""Samples, who was drawn, and whether the same is drawn again."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.core import sampling
from homeward.followups.choices import Drawing, Stratum
from homeward.followups.models import Draw, Sample
from homeward.persons.models import Person
from homeward.programmes.models import Programme
from homeward.surveys.choices import Status
from homeward.surveys.models import Wave


class Frame(Protocol):
    """What `frame` asks of a sample that is to be drawn."""

    @property
    def arrived_from(self) -> date: ...
    @property
    def arrived_until(self) -> date: ...
    @property
    def strata(self) -> Sequence[Stratum]: ...


def frame(programme: Programme, given: Frame, *, by: User) -> list[tuple[Case, str]]:
    """Cases of the programme that the actor's organisation answers for, by arrival; with strata.

    Nobody is chosen by whether a case is open: who left early is asked as well. A sealed file is
    in nobody's frame.
    """
    found = list(
        Case.objects.filter(
            programme=programme,
            accountable_org=by.organisation_id,
            arrived_on__range=(given.arrived_from, given.arrived_until),
            sealed=False,
        ).order_by("pk")
    )
    sexes = _sexes(found) if Stratum.SEX in given.strata else {}
    return [(case, _stratum(case, given.strata, sexes)) for case in found]


def _sexes(found: Sequence[Case]) -> dict[object, str]:
    people = Person.objects.filter(pk__in=[case.person_id for case in found])
    return dict(people.values_list("pk", "sex"))


def _stratum(case: Case, strata: Sequence[Stratum], sexes: dict[object, str]) -> str:
    """Codes, not words: the draw is the same in every language."""
    values = {
        Stratum.PLACE: case.destination.strip().casefold(),
        Stratum.SEX: sexes.get(case.person_id, ""),
        Stratum.HOST: case.host_country_id or "",
        Stratum.YEAR: str(case.arrived_on.year) if case.arrived_on else "",
    }
    return " / ".join(values[Stratum(one)] or "?" for one in strata)[:200]


def samples(user: User) -> QuerySet[Sample]:
    return Sample.objects.filter(owner_org=user.organisation_id).select_related(
        "programme", "drawn_by", "instrument_version__instrument"
    )


def draws(sample: Sample) -> list[Draw]:
    """The whole frame, as far as the reader sees it."""
    return list(
        Draw.objects.filter(sample=sample)
        .select_related("case", "replaces", "sample")
        .order_by("stratum", "position")
    )


def drawn_again(sample: Sample, found: Sequence[Draw]) -> str:
    """Draws again from the rows as they stand, and says in words whether it comes out the same."""
    if len(found) != sample.frame:
        return _("You do not see the whole frame, so it can’t be drawn again here.")
    units = [sampling.Unit(id=str(one.case_id), stratum=one.stratum) for one in found]
    again = {p.id: p for p in sampling.draw(units, size=sample.size, seed=sample.seed)}
    same = sampling.fingerprint(units) == sample.fingerprint and all(
        again[str(one.case_id)].position == one.position
        and again[str(one.case_id)].is_drawn == _was_drawn(one)
        for one in found
    )
    return (
        _("Drawn again just now: the same people, in the same order.")
        if same
        else _("Drawn again just now, it comes out otherwise: the rows were changed.")
    )


def _was_drawn(one: Draw) -> bool:
    """Before anybody was replaced."""
    if one.state == Drawing.REPLACED:
        return one.replaces_id is None
    return one.state == Drawing.DRAWN


def survey_not_held(drawn: Draw) -> bool:
    """A survey of the sample's instrument ended without answers for this case, and none is held."""
    waves = Wave.objects.filter(
        case=drawn.case_id, instrument=drawn.sample.instrument_version.instrument.code
    )
    states = set(waves.order_by().values_list("status", flat=True))
    return Status.NOT_DONE in states and Status.DONE not in states
