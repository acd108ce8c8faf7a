from django.db import models
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    """How often something was tried in a window of time, by whom is not told: a keyed hash.

    UNLOGGED: after a crash everybody begins anew, and nothing is written twice for it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%H:%M}"


class Sent(models.Model):
    """A form that was sent and acted on: core/once.py. Who sent what is not told, only a hash."""

    key = models.CharField(max_length=64, primary_key=True)
    led_to = models.BinaryField(_("where it led, sealed"))
    sent_at = models.DateTimeField(_("sent at"), db_index=True)

    def __str__(self) -> str:
        return f"sent at {self.sent_at:%H:%M}"


class Edition(models.Model):
    """Which file of reference data was read last, and when: whoever reads the data is told."""

    kind = models.CharField(max_length=30, primary_key=True)
    file = models.CharField(_("file"), max_length=255)
    read_at = models.DateTimeField(_("read at"))
    rows = models.PositiveIntegerField(_("rows"))

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.file
