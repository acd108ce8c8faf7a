from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation


class Profile(models.Model):
    """What a directory says of an organisation, and under which id that directory knows it."""

    organisation = models.OneToOneField(
        Organisation, primary_key=True, on_delete=models.CASCADE, related_name="profile"
    )
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=100, blank=True)
    alternate_name = models.CharField(_("other name"), max_length=255, blank=True)
    description = models.TextField(_("description"), blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    legal_status = models.CharField(_("legal form"), max_length=200, blank=True)
    # As it was read last: a later import writes only what its source changed since.
    source_record = models.JSONField(default=dict, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="organisation_is_known_once_to_a_source",
                condition=~Q(source=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
