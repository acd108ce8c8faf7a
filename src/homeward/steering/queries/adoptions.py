"""Which country has adopted which version of which procedure, and in what it differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from homeward.access.models import User
from homeward.agreements.choices import Kind
from homeward.places.models import Country
from homeward.procedures.choices import VersionStatus
from homeward.procedures.models import SopVersion
from homeward.programmes.models import Corridor
from homeward.steering.choices import AdoptionStatus, DifferenceState
from homeward.steering.models import Adoption, KeptDifference

TAKEN = (AdoptionStatus.ADOPTED, AdoptionStatus.WITH_DIFFERENCES)


@dataclass(frozen=True)
class Cell:
    """One country and one version: how it stands, with differences open and kept."""

    country: Country
    adoption: Adoption | None
    open: int
    kept: int
    # The version before that it still follows, where it has not taken this one.
    follows: SopVersion | None


@dataclass(frozen=True)
class Row:
    version: SopVersion
    is_newest: bool
    cells: Sequence[Cell]


def versions() -> list[SopVersion]:
    """Published versions of the procedures that the reader sees, the newest of each first."""
    return list(
        SopVersion.objects.filter(status=VersionStatus.PUBLISHED, agreement__kind=Kind.SOP)
        .select_related("agreement__lead_org")
        .order_by("agreement__title", "agreement", "-number")
    )


def countries(user: User) -> list[Country]:
    """Countries of a corridor, and those that said how they stand."""
    named = {
        *Corridor.objects.values_list("host_country", flat=True),
        *Corridor.objects.values_list("origin_country", flat=True),
        *Adoption.objects.values_list("country", flat=True),
    }
    return sorted(Country.objects.filter(pk__in=named), key=str)


def matrix(user: User, *, all_versions: bool = False) -> tuple[list[Country], list[Row]]:
    places, found = countries(user), versions()
    stated: dict[tuple[int, str], Adoption] = {}
    for each in Adoption.objects.order_by("-stated_at"):
        stated.setdefault((each.version_id, each.country_id), each)
    differ: dict[tuple[int, str, str], int] = {}
    for one in KeptDifference.objects.all():
        key = (one.version_id, one.country_id, one.state)
        differ[key] = differ.get(key, 0) + 1
    rows, seen = [], set()
    for version in found:
        is_newest = version.agreement_id not in seen
        seen.add(version.agreement_id)
        older = [
            each
            for each in found
            if each.agreement_id == version.agreement_id and each.number < version.number
        ]
        cells = [
            Cell(
                place,
                stated.get((version.pk, place.pk)),
                differ.get((version.pk, place.pk, DifferenceState.OPEN), 0),
                differ.get((version.pk, place.pk, DifferenceState.KEPT), 0),
                next((o for o in older if _took(stated.get((o.pk, place.pk)))), None),
            )
            for place in places
        ]
        if is_newest or all_versions:
            rows.append(Row(version, is_newest, cells))
    return places, rows


def _took(adoption: Adoption | None) -> bool:
    return adoption is not None and adoption.status in TAKEN


def of_country(version: SopVersion, country: Country) -> QuerySet[Adoption]:
    """The newest first: it stands."""
    return Adoption.objects.filter(version=version, country=country).select_related(
        "stated_by", "stated_org"
    )


def differences(version: SopVersion, country: Country) -> QuerySet[KeptDifference]:
    return KeptDifference.objects.filter(version=version, country=country).select_related(
        "noted_by", "settled_by"
    )


def speaks_for(user: User, country: Country) -> bool:
    return user.organisation is not None and user.organisation.country_id == country.pk


def open_differences(version: SopVersion, country: Country) -> bool:
    return differences(version, country).filter(state=DifferenceState.OPEN).exists()


def summary(version: SopVersion, on: date) -> list[tuple[Country, Adoption]]:
    """For the procedure's own page: how each country that said it stands."""
    standing: dict[str, Adoption] = {}
    found = Adoption.objects.filter(version=version).select_related("country")
    for each in found.order_by("-stated_at"):
        standing.setdefault(each.country_id, each)
    return sorted(((a.country, a) for a in standing.values()), key=lambda pair: str(pair[0]))
