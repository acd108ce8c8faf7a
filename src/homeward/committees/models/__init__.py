"""Committees and processes as a register: seats, meetings, decisions, actions."""

from homeward.committees.models.committee import (
    Committee,
    CompositionRule,
    ProcedureRule,
    Seat,
    SeatHolder,
)
from homeward.committees.models.decisions import (
    ActionPoint,
    Decision,
    DecisionSubject,
    SignOff,
    Vote,
)
from homeward.committees.models.meetings import AgendaItem, Attendance, Meeting, Minutes, Remark

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Attendance",
    "Committee",
    "CompositionRule",
    "Decision",
    "DecisionSubject",
    "Meeting",
    "Minutes",
    "ProcedureRule",
    "Remark",
    "Seat",
    "SeatHolder",
    "SignOff",
    "Vote",
]
