"""Every write on results chains and on donors' reports."""

from homeward.indicators.dashboards.actions.chains import (
    MeasureSaid,
    ResultSaid,
    add_measure,
    add_result,
    begin_chain,
    publish,
    read_off,
    remove_measure,
    remove_result,
)
from homeward.indicators.dashboards.actions.reports import begin_report, submit, write

__all__ = [
    "MeasureSaid",
    "ResultSaid",
    "add_measure",
    "add_result",
    "begin_chain",
    "begin_report",
    "publish",
    "read_off",
    "remove_measure",
    "remove_result",
    "submit",
    "write",
]
