"""What every action on a pool does first: read it again under a lock, as its administrator."""

from homeward.access.models import User
from homeward.core.refusals import Refused
from homeward.pools.choices import Reason
from homeward.pools.models import Pool


def own(pool: Pool, by: User) -> Pool:
    """One at a time: what is free of a pool is a sum over rows that two would count at once."""
    found = Pool.objects.select_for_update(of=("self",)).filter(pk=pool.pk).first()
    if found is None or found.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    return found
