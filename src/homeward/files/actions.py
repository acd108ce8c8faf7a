"""Every write on stored files. Called inside the transaction of the action that brings one."""

import base64
from uuid import UUID

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.core.refusals import refuse_if
from homeward.files import rules
from homeward.files.models import StoredFile

NAME_LENGTH = 120


def store(
    content: bytes,
    *,
    name: str,
    person_id: UUID,
    programme_id: int,
    data_class: DataClass,
    by: User,
) -> StoredFile:
    """Keeps a file about a person. Refused when it is empty, too large or of another type."""
    refuse_if(rules.reasons_not_to_store(content))
    return StoredFile.objects.create(
        owner_org=by.organisation_of_rows,
        person_id=person_id,
        programme_id=programme_id,
        data_class=data_class,
        name=name[-NAME_LENGTH:],
        content_type=rules.type_of(content),
        size=len(content),
        content=base64.b64encode(content).decode(),
        stored_by=by,
    )
