"""Every write on standards, checks, limits and figures."""

from homeward.quality.actions.checks import (
    CheckGiven,
    DrawGiven,
    PointGiven,
    ReportGiven,
    asked,
    cancel,
    draw,
    plan,
    report,
)
from homeward.quality.actions.data import LimitGiven, examine, state_limit
from homeward.quality.actions.improving import (
    ImprovementGiven,
    SeenGiven,
    agree,
    close,
    note_reply,
    reply,
    see_again,
)
from homeward.quality.actions.standards import (
    StandardGiven,
    add_point,
    adopt,
    begin,
    begin_version,
    load_points,
    publish,
    remove_point,
)

__all__ = [
    "CheckGiven",
    "DrawGiven",
    "ImprovementGiven",
    "LimitGiven",
    "PointGiven",
    "ReportGiven",
    "SeenGiven",
    "StandardGiven",
    "add_point",
    "adopt",
    "agree",
    "asked",
    "begin",
    "begin_version",
    "cancel",
    "close",
    "draw",
    "examine",
    "load_points",
    "note_reply",
    "plan",
    "publish",
    "remove_point",
    "reply",
    "report",
    "see_again",
    "state_limit",
]
