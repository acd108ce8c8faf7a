"""How a table's rows travel: as one's own, as a part, where something points at them, or not."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Own:
    """Rows of which a column, or the sentence of SQL, names the organisation (`{org}`)."""

    columns: tuple[str, ...] = ()
    where: str = ""
    # Rows of others stay theirs, though something of ours points at them.
    closed: bool = False


@dataclass(frozen=True)
class Part:
    of: str
    # Only where the whole is the organisation's own, and not merely pointed at.
    own_only: bool = False


@dataclass(frozen=True)
class Pointed:
    pass


@dataclass(frozen=True)
class Stays:
    why: Any


Class = Own | Part | Pointed | Stays


def own(*columns: str, closed: bool = False) -> Own:
    return Own(columns, closed=closed)


def by(column: str) -> Own:
    """Written by somebody of the organisation."""
    users = "select u.id from public.access_user u where u.organisation_id = {org}"
    return Own(where=f"t.{column} in ({users})")


ACCESS = Stays(_("sign-ins, codes, links and tokens open this installation alone"))
QUEUE = Stays(_("work of this installation that is under way"))
PUBLIC = Stays(_("public reference data: each installation loads it from its source"))
FOUND = Stays(_("found between the organisations of this installation; each looks anew"))
COMPUTED = Stays(_("computed from the rows, and computed anew there"))
STATED = Stays(_("stated by each installation for itself; open waits keep their day"))
STAFF = Stays(_("of colleagues, not of persons helped: they are entered anew where they work"))
PLUMBING = Stays(_("the software's own tables"))

OF_PROGRAMME, OF_AGREEMENT, OF_HISTORY = Part("programme"), Part("agreement"), Part("pgh_obj")
