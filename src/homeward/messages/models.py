import uuid

from django.db import models

from homeward.access.fields import EncryptedTextField


class Message(models.Model):
    """An e-mail waiting to be sent. It says nothing personal: a reference and where to look."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = EncryptedTextField()
    subject = models.CharField(max_length=200)
    body = EncryptedTextField(help_text="ciphertext: it may hold a link")
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.subject
