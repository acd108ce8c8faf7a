"""Whom a programme takes on a day, and the words that its tree needs from the registers."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from homeward.access.models import User
from homeward.core.digits import are_digits
from homeward.places.models import Area
from homeward.places.names import country_name
from homeward.programmes.choices import CriteriaStatus
from homeward.programmes.models import CriteriaVersion, CriterionException, Programme
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import Criterion, Kind, OneOf

AREA_PATHS = 500


def versions(programme: Programme, user: User | None = None) -> QuerySet[CriteriaVersion]:
    """A draft is read by its own organisation alone."""
    found = CriteriaVersion.objects.filter(programme=programme).select_related("written_by")
    if user is not None and user.organisation_id == programme.lead_org_id:
        return found
    return found.exclude(status=CriteriaStatus.DRAFT)


def in_force(on: date) -> QuerySet[CriteriaVersion]:
    """Published versions that hold on a day, of every programme."""
    return CriteriaVersion.objects.exclude(status=CriteriaStatus.DRAFT).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on
    )


def version_on(programme: Programme, on: date) -> CriteriaVersion | None:
    return in_force(on).filter(programme=programme).order_by("-valid_from").first()


def criteria_of(programmes: Iterable[int], on: date) -> dict[int, Criterion]:
    """The criterion of each programme that has a version in force; the others are not stated."""
    found = in_force(on).filter(programme__in=programmes).order_by("valid_from")
    return {version.programme_id: criteria.parse(version.tree) for version in found}


def criterion_of(version: CriteriaVersion | None) -> Criterion:
    return criteria.NOT_STATED if version is None else criteria.parse(version.tree)


def area_path(area: Area) -> str:
    """The way down to an area, as criteria name it: country, then P-codes; an id without one."""
    steps: list[str] = []
    here: Area | None = area
    while here is not None:
        steps.append(here.pcode or f"id:{here.pk}")
        here = here.parent
    return "/".join([area.country_id, *reversed(steps)])


def names_of(*found: Criterion) -> dict[str, str]:
    """The words for the area paths of criteria, in the reader's language."""
    paths = {
        value
        for criterion in found
        for _at, leaf in criteria.leaves(criterion)
        if isinstance(leaf, OneOf) and leaf.kind == Kind.AREA
        for value in leaf.any_of
        if "/" in value
    }
    last = {path.rsplit("/", 1)[-1]: path for path in paths}
    ids = [int(code[3:]) for code in last if code.startswith("id:") and are_digits(code[3:])]
    areas = Area.objects.filter(Q(pcode__in=last) | Q(pk__in=ids))
    named = {last.get(area.pcode) or last[f"id:{area.pk}"]: str(area) for area in areas}
    return {path: named.get(path, path.rsplit("/", 1)[-1]) for path in paths}


def areas_to_name(programme: Programme) -> list[tuple[str, str]]:
    """The areas that a criterion of this programme may name: where it works, and below."""
    coverage = list(programme.coverage.select_related("area__parent", "country"))
    countries = dict.fromkeys(each.country_id for each in coverage if each.country_id)
    countries |= dict.fromkeys(programme.corridors.values_list("origin_country_id", flat=True))
    areas = Area.objects.filter(country__in=countries).select_related("parent__parent__parent")
    named = [(area_path(area), _with_parents(area)) for area in areas[:AREA_PATHS]]
    from_countries = [(code, country_name(code)) for code in countries if code]
    return [*from_countries, *sorted(named, key=lambda pair: pair[1])]


def _with_parents(area: Area) -> str:
    return f"{area.parent} › {area}" if area.parent_id else str(area)


def exceptions(programme: Programme | None = None) -> QuerySet[CriterionException]:
    """Those of a programme, or all."""
    found = CriterionException.objects.select_related(
        "version__programme", "asked_by", "decided_by"
    )
    return found if programme is None else found.filter(version__programme=programme)
