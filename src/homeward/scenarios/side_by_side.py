"""Scenarios side by side, as pictures."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from homeward.core.charts import Chart, Series
from homeward.scenarios import results
from homeward.scenarios.choices import Stage
from homeward.scenarios.models import Play


def charts(plays: Sequence[Play]) -> list[Chart]:
    """The middles of what differs most, a column a scenario."""
    sides = [(one.scenario.name, results.side(one)) for one in plays]
    needs = [(_("Needs met"), "met"), (_("Needs not met"), "unmet")]
    common: dict[str, Any] = {
        "count": _("the middle of each scenario’s runs"),
        "source": _("as each was played last"),
    }
    return [
        Chart(
            key="c-needs", title=_("Needs met and not met"), first=_("Figure"),
            alternative=_("Columns of needs met and not met, one for each scenario."),
            categories=[label for label, _key in needs],
            series=[
                Series(label=name, values=[_middle(one[key]) for _label, key in needs])
                for name, one in sides
            ],
            **common,
        ),
        Chart(
            key="c-waits", title=_("Days of waiting"), first=_("Waits for"), decimals=1,
            alternative=_("Columns of the days of waiting at each stage, one for each scenario."),
            categories=[stage.label for stage in Stage],
            series=[
                Series(label=name, values=[_middle(one["waits"][stage], 1) for stage in Stage])
                for name, one in sides
            ],
            **common,
        ),
    ]  # fmt: skip


def _middle(band: results.Band, decimals: int = 0) -> float | None:
    value = band[results.MIDDLE]
    return None if value is None else round(value, decimals)
