"""Every write on stored files."""

from uuid import UUID

from django.db import transaction

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.core.refusals import refuse_if
from homeward.files import rules
from homeward.files.models import StoredFile

NAME_LENGTH = 120


@transaction.atomic
def store(
    content: bytes,
    name: str,
    *,
    person_id: UUID,
    programme_id: int,
    data_class: DataClass,
    by: User,
) -> StoredFile:
    """Keeps a file's bytes as a row about one person. Its type is read from the bytes alone."""
    refuse_if(rules.reasons_not_to_store(content))
    return StoredFile.objects.create(
        owner_org=by.organisation_of_rows,
        person_id=person_id,
        programme_id=programme_id,
        data_class=data_class,
        name=name[-NAME_LENGTH:],
        content_type=rules.type_of(content) or "",
        size=len(content),
        content=content,
        stored_by=by,
    )
