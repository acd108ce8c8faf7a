"""Panels that features above put on a page of one below: a template and what fills it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from homeward.access.models import User
from homeward.access.permissions import can


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Not shown where `gather` gives None. It costs one query of the page."""

    template: str
    gather: Callable[[Any, User], Any]
    action: str


@dataclass
class Panels:
    """Those of one page, in the order in which features added them."""

    held: list[Panel] = field(default_factory=list)

    def add(self, panel: Panel) -> None:
        if panel not in self.held:
            self.held.append(panel)

    def shown(self, subject: Any, user: User) -> list[tuple[str, Any]]:
        """Each panel's template with what it shows of the page's subject."""
        found = [
            (panel.template, panel.gather(subject, user))
            for panel in self.held
            if can(user, panel.action)
        ]
        return [(template, shown) for template, shown in found if shown is not None]
