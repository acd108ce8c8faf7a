"""Every write on waits, on the rules and calendars that date them, and on absences."""

from homeward.tasks.actions.absences import end_absence, state_absence
from homeward.tasks.actions.calendars import add_day, keep_calendar, take_back_day
from homeward.tasks.actions.stating import (
    DeadlineGiven,
    ReminderGiven,
    state_deadline,
    state_reminders,
)
from homeward.tasks.actions.waits import (
    agree_day,
    begin,
    end,
    end_all_of_case,
    hand_out,
    hand_out_rest,
    hand_over,
    hand_to,
    leave_to,
    name_holder,
    remind,
)

__all__ = [
    "DeadlineGiven",
    "ReminderGiven",
    "add_day",
    "agree_day",
    "begin",
    "end",
    "end_absence",
    "end_all_of_case",
    "hand_out",
    "hand_out_rest",
    "hand_over",
    "hand_to",
    "keep_calendar",
    "leave_to",
    "name_holder",
    "remind",
    "state_absence",
    "state_deadline",
    "state_reminders",
    "take_back_day",
]
