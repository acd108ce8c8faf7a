"""The funnel of the way: of all who returned, how many came how far.

Each step is an indicator of the register like any other, counted on the same returns; here they
only stand under each other.
"""

from django.utils.translation import gettext as _

from homeward.core.charts import Chart, Series, Shape, Value
from homeward.core.templatetags.writing import figure
from homeward.indicators.dashboards import charts, words
from homeward.indicators.dashboards.asked import Asked
from homeward.indicators.dashboards.shipped import STEPS
from homeward.indicators.queries import Cell, smallest
from homeward.indicators.queries import figures as read


def cells(asked: Asked) -> list[Cell]:
    cut = asked.with_()
    if cut is None:
        return []
    return read([step.code for step in STEPS], cut, asked.period, asked.chosen)


def chart(asked: Asked) -> Chart | None:
    """None where nothing is counted so."""
    found = {cell.code: cell for cell in cells(asked)}
    if STEPS[0].code not in found:
        return None
    least = smallest()
    steps = [(_(step.name), found.get(step.code)) for step in STEPS]
    all_of_them = found[STEPS[0].code]
    return Chart(
        key="way",
        title=_("Where people are on the way"),
        count=charts.persons([all_of_them]),
        source=charts.source(list(found.values())),
        alternative=_("Bars of the returns that reached each step."),
        first=_("Step"),
        categories=[label for label, _cell in steps],
        links=["?" + asked.query(show=step.code) + "#drawn" for step in STEPS],
        series=[
            Series(label=_("Returns"), values=[_reached(cell, least) for _label, cell in steps]),
            Series(
                label=_("Of all returned"),
                values=[_share(cell, all_of_them) for _label, cell in steps],
                drawn=False,
            ),
        ],
        shape=Shape.BARS,
        note=_(
            "Each step counts returns of the same people, whoever answers for them today; somebody"
            " may reach a later step without an earlier one."
        ),
    )


def _reached(cell: Cell | None, least: int) -> Value:
    """How many; nothing where the step is not counted."""
    if cell is None:
        return None
    return words.small(least) if cell.is_small else cell.numerator


def _share(cell: Cell | None, whole: Cell) -> Value:
    count, all_of_them = (cell.numerator if cell else None), whole.numerator
    if count is None or not all_of_them:
        return None
    return _("%(n)s %%") % {"n": figure(100 * count / all_of_them)}
