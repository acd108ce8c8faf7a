"""Pure: facts in, parts and reasons out."""

from homeward.pools.rules.allocating import (
    Calculation,
    Criterion,
    Line,
    Placed,
    Pot,
    calculate,
    fitting,
    percent,
    percentages,
    pots_of,
    reasons_not_to_draw_up,
)
from homeward.pools.rules.checking import Asked, Spending, reasons_against
from homeward.pools.rules.forecasting import Burn, burn, next_report_on, rounded
from homeward.pools.rules.keeping import (
    Promised,
    reasons_not_to_approve,
    reasons_not_to_commit,
    reasons_not_to_earmark,
    reasons_not_to_move,
    reasons_not_to_receive,
    reasons_not_to_report,
    reasons_not_to_state_procedure,
    standing,
)

__all__ = [
    "Asked",
    "Burn",
    "Calculation",
    "Criterion",
    "Line",
    "Placed",
    "Pot",
    "Promised",
    "Spending",
    "burn",
    "calculate",
    "fitting",
    "next_report_on",
    "percent",
    "percentages",
    "pots_of",
    "reasons_against",
    "reasons_not_to_approve",
    "reasons_not_to_commit",
    "reasons_not_to_draw_up",
    "reasons_not_to_earmark",
    "reasons_not_to_move",
    "reasons_not_to_receive",
    "reasons_not_to_report",
    "reasons_not_to_state_procedure",
    "rounded",
    "standing",
]
