import uuid

from django.db import models

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedBytesField, EncryptedTextField
from homeward.access.models import Guarded, User
from homeward.access.person_level import Erasure, person_level
from homeward.access.scope import scope_field


@person_level(erasure=Erasure.DELETE)
class StoredFile(Guarded):
    """A file's bytes in the database, so that the row's policy is the file's, and one backup both.

    `person_id` and `programme_id` have no foreign key: persons and programmes live above.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField(db_index=True)
    programme_id = models.IntegerField()
    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices)
    scope = scope_field()
    name = EncryptedTextField()
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = EncryptedBytesField()
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"file {self.pk}"
