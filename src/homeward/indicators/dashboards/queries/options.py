"""What can be chosen on a dashboard: the values that figures are told apart by, with their names.

Read anew when a computing has ended: figures are the same for every reader, and so are these.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access.models import Organisation
from homeward.actors.models import Actor
from homeward.indicators.choices import Dimension, PeriodKind
from homeward.indicators.dashboards.asked import FILTERS
from homeward.indicators.models import Figure, Run
from homeward.persons.choices import Sex
from homeward.places.models import Area
from homeward.places.names import country_name
from homeward.programmes.models import Programme

NAMED: dict[Dimension, Any] = {
    Dimension.PROGRAMME: Programme,
    Dimension.AREA: Area,
    Dimension.ORGANISATION: Organisation,
    Dimension.DONOR: Actor,
}
COLUMN = {
    Dimension.PROGRAMME: "programme_id",
    Dimension.AREA: "area_id",
    Dimension.ORGANISATION: "organisation_id",
    Dimension.DONOR: "donor_id",
    Dimension.SEX: "sex",
    Dimension.AGE_BAND: "age_band",
}
Options = dict[Dimension, list[tuple[str, str]]]


def options(run: Run | None) -> Options:
    """dimension -> (value, name) by name; unknown values can't be chosen."""
    return _kept(run.pk if run else 0, get_language() or "")


@lru_cache(maxsize=16)
def _kept(_run: int, _language: str) -> Options:
    return {dimension: _of(dimension) for dimension in FILTERS}


def _of(dimension: Dimension) -> list[tuple[str, str]]:
    if dimension == Dimension.CORRIDOR:
        return sorted(_corridors(), key=lambda pair: pair[1])
    column = COLUMN[dimension]
    values = {v for v in _figures(dimension).values_list(column, flat=True).distinct() if v}
    return sorted(_names(dimension, values), key=lambda pair: pair[1].casefold())


def _figures(dimension: Dimension) -> Any:
    return Figure.objects.filter(
        cut=dimension.value, period=PeriodKind.ALL, replaced_at__isnull=True
    ).order_by()


def _corridors() -> Iterable[tuple[str, str]]:
    columns = ("host_country_id", "origin_country_id")
    for host, origin in _figures(Dimension.CORRIDOR).values_list(*columns).distinct():
        if host and origin:
            names = {"host": country_name(host), "origin": country_name(origin)}
            yield f"{host}-{origin}", _("%(host)s to %(origin)s") % names


def _names(dimension: Dimension, values: set[Any]) -> list[tuple[str, str]]:
    if model := NAMED.get(dimension):
        return [(str(row.pk), str(row)) for row in model._default_manager.filter(pk__in=values)]
    words = dict(Sex.choices) if dimension == Dimension.SEX else {}
    return [(value, str(words.get(value, value))) for value in values]
