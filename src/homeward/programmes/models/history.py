"""What happened to a programme, told where it was done. Shown on its page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.programmes.choices import Happened
from homeward.programmes.models.programme import Programme


class ProgrammeEvent(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=20, choices=Happened.choices)
    detail = models.CharField(_("what exactly"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.detail}"
