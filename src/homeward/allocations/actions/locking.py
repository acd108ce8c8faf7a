"""The lock under which everything about a round is written: its row."""

from homeward.access.models import User
from homeward.allocations.choices import Reason, RoundStatus
from homeward.allocations.models import Round
from homeward.core.refusals import Refused


def locked(round_: Round, by: User) -> Round:
    """Read again: the page may be old, and two may act at once. Refused where it is not ours."""
    found = (
        Round.objects.select_for_update(of=("self",))
        .select_related("programme", "keeper")
        .filter(pk=round_.pk, owner_org=by.organisation_id)
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_YOURS)
    return found


def locked_open(round_: Round, by: User) -> Round:
    found = locked(round_, by)
    if found.status != RoundStatus.OPEN:
        raise Refused(Reason.ROUND_CLOSED)
    return found
