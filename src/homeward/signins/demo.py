"""The codes of the demo's family, shown at its door: everybody in it is invented."""

from typing import Any

from django.utils.translation import gettext as _

OWN = ["DEMO-2222", "DEMO-3333", "DEMO-4444"]
GUARDIAN = "DEMO-5555"
HELPER = ["DEMO-6666", "DEMO-7777"]


def codes() -> list[tuple[str, Any]]:
    """Each works once."""
    return [
        *[(code, _("the mother or father of a family")) for code in OWN],
        (GUARDIAN, _("for a child, by its guardian")),
        *[(code, _("a helper of that family")) for code in HELPER],
    ]
