"""What a person closes is noted beside the keys, which are never restored with the data.

Before it is committed: what can't be noted is not closed either. `replaying` reads it.
"""

from collections.abc import Sequence
from datetime import datetime

from homeward.access.keys import closings
from homeward.access.keys.closings import Closed, Closing
from homeward.access.models import User
from homeward.persons.models import Block, Consent, LegalBasis


def remember_consents(versions: Sequence[Consent], *, by: User, at: datetime) -> None:
    """The versions that closed others, before they are committed."""
    closings.note(
        Closing(
            kind=Closed.CONSENT,
            row_id=one.supersedes_id,
            person=one.person_id,
            at=at,
            by_user=by.pk,
            next_id=one.pk,
            withdrawn_at=one.withdrawn_at,
            until=one.until,
        )
        for one in versions
        if one.supersedes_id
    )


def remember_block(block: Block, *, by: User, at: datetime) -> None:
    closings.note(
        [
            Closing(
                kind=Closed.BLOCK,
                row_id=block.pk,
                person=block.person_id,
                at=at,
                by_user=by.pk,
                owner_org=block.owner_org_id,
                programme=block.programme_id,
                organisation=block.organisation_id,
                country=block.country_id,
            )
        ]
    )


def remember_lift(block: Block, *, by: User, at: datetime) -> None:
    closings.note(
        [Closing(kind=Closed.LIFT, row_id=block.pk, person=block.person_id, at=at, by_user=by.pk)]
    )


def remember_basis(basis: LegalBasis, *, by: User, at: datetime) -> None:
    closings.note(
        [Closing(kind=Closed.BASIS, row_id=basis.pk, person=basis.person_id, at=at, by_user=by.pk)]
    )
