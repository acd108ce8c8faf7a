"""What a source published of a programme, whole, for what no column here holds."""

from django.db import models

from homeward.programmes.models.programme import Programme


class Publication(models.Model):
    """A table of its own, so that reading programmes stays as quick as they are small.

    `record` is what was read of it last, by which the next reading is compared; `activity` is the
    published element, which an export gives back with what was changed here.
    """

    programme = models.OneToOneField(
        Programme, primary_key=True, on_delete=models.CASCADE, related_name="publication"
    )
    record = models.JSONField(editable=False)
    activity = models.JSONField(editable=False)

    def __str__(self) -> str:
        return str(self.programme_id)
