"""What a dashboard's address asks for. All of it stays in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from homeward.indicators.choices import Dimension, PeriodKind
from homeward.indicators.dashboards.choices import By
from homeward.indicators.queries import Period
from homeward.indicators.rules.computing import CUTS

FILTERS = (
    Dimension.PROGRAMME, Dimension.CORRIDOR, Dimension.AREA, Dimension.ORGANISATION,
    Dimension.DONOR, Dimension.SEX, Dimension.AGE_BAND,
)  # fmt: skip
NUMBERED = {Dimension.PROGRAMME, Dimension.AREA, Dimension.ORGANISATION, Dimension.DONOR}
# An identifier of the database has no more digits.
DIGITS = 9
LONGEST = 20
ORDER = list(Dimension)
COMPUTED = {frozenset(cut) for cut in CUTS}


@dataclass(frozen=True)
class Asked:
    """`by` is what is compared; `show` the one indicator that is drawn."""

    by: By = By.PROGRAMME
    filters: Mapping[Dimension, str] = field(default_factory=dict)
    period: Period = field(default_factory=Period)
    show: str = ""

    @property
    def chosen(self) -> dict[Dimension | str, str | int]:
        """The filters as `figures` takes them."""
        return {dimension: value for dimension, value in self.filters.items()}  # noqa: C416

    def with_(self, *more: Dimension) -> tuple[Dimension, ...] | None:
        """The filters' dimensions and these; None where nobody computes figures cut so finely."""
        whole = frozenset([*self.filters, *more])
        return tuple(sorted(whole, key=ORDER.index)) if whole in COMPUTED else None

    def query(self, **changes: str) -> str:
        """The address's question, with some of it changed; "" takes a part out."""
        said = {dimension.value: value for dimension, value in self.filters.items()}
        said |= {"by": self.by.value, "period": written(self.period), "show": self.show}
        return urlencode({name: value for name, value in (said | changes).items() if value})


def written(period: Period) -> str:
    return f"{period.kind}/{period.starts_on.isoformat()}" if period.starts_on else ""


def read(given: Mapping[str, str]) -> Asked:
    """From an address; what it says wrongly is not asked."""
    by = given.get("by", "")
    filters = {
        dimension: value
        for dimension in FILTERS
        if (value := _value(dimension, given.get(dimension.value, "")))
    }
    return Asked(
        by=By(by) if by in By.values else By.PROGRAMME,
        filters=filters,
        period=_period(given.get("period", "")),
        show=given.get("show", "")[:60],
    )


def _value(dimension: Dimension, text: str) -> str:
    if dimension in NUMBERED:
        return text if text.isascii() and text.isdigit() and len(text) <= DIGITS else ""
    return text if len(text) <= LONGEST and text.replace("-", "").isalnum() else text[:0]


def _period(text: str) -> Period:
    kind, _slash, first = text.partition("/")
    if kind not in (PeriodKind.YEAR, PeriodKind.QUARTER):
        return Period()
    try:
        return Period(PeriodKind(kind), date.fromisoformat(first))
    except ValueError:
        return Period()
