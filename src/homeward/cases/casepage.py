"""What the features above put on the page of a case: tabs, beginnings, panels, history.

A feature's urls.py adds its own; what is asked here is asked for each case page, so that a panel
or a history costs one query, and whatever is long stands behind a tab.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.timeline import Entry

Holds = Callable[[Case, User], bool]


def always(case: Case, user: User) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page about the case, of the case's id alone. No query decides whether it is shown."""

    label: Any
    url: str
    action: str
    key: str
    place: int = 50
    when: Holds = always


@dataclass(frozen=True, kw_only=True)
class Begin:
    """Something that can be begun on the case now, beside its next step."""

    label: Any
    url: str
    icon: str
    action: str
    when: Holds = always
    post: bool = False


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of the case page; not shown where `gather` gives None. `side` puts it at the side."""

    template: str
    gather: Callable[[Case, User, date], Any]
    action: str
    place: int = 50
    side: bool = False


TABS: list[Tab] = []
BEGINS: list[Begin] = []
PANELS: list[Panel] = []
HISTORIES: list[Callable[[Case], Sequence[Entry]]] = []


def add(*parts: Tab | Begin | Panel) -> None:
    for part in parts:
        found: list[Any] = {Tab: TABS, Begin: BEGINS, Panel: PANELS}[type(part)]  # type: ignore[assignment]
        if part not in found:
            found.append(part)


def add_history(history: Callable[[Case], Sequence[Entry]]) -> None:
    if history not in HISTORIES:
        HISTORIES.append(history)


def tabs(case: Case, user: User) -> list[Tab]:
    shown = [tab for tab in TABS if can(user, tab.action) and tab.when(case, user)]
    return sorted(shown, key=lambda tab: tab.place)


def begins(case: Case, user: User) -> list[Begin]:
    return [begin for begin in BEGINS if can(user, begin.action) and begin.when(case, user)]


def panels(case: Case, user: User, on: date, *, side: bool) -> list[tuple[str, Any]]:
    """Each panel's template with what it shows, in their order."""
    chosen = [panel for panel in PANELS if panel.side == side and can(user, panel.action)]
    found = [
        (panel.template, panel.gather(case, user, on))
        for panel in sorted(chosen, key=lambda panel: panel.place)
    ]
    return [(template, shown) for template, shown in found if shown is not None]


def histories(case: Case) -> list[Sequence[Entry]]:
    return [history(case) for history in HISTORIES]
