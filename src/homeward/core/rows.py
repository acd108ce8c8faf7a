"""What rows have in common, whatever noun they are of."""

import uuid

from django.db import models


class IdRow(models.Model):
    """A row that names no person, known by a random id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


def money(label: object = "", **more: object) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(label, max_digits=14, decimal_places=2, **more)  # type: ignore[arg-type]
