"""Who works in the field: with users here, known from a directory, or named in a sheet."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.actors.choices import ActorKind, Level
from homeward.places.models import Country


class Actor(models.Model):
    """Anybody of the ecosystem; `organisation` where it works on Homeward or has services here.

    Kind, level and country are blank where nobody has said them.
    """

    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="actor"
    )
    name = models.CharField(_("name"), max_length=255)
    acronym = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ActorKind.choices, blank=True)
    level = models.CharField(_("level"), max_length=15, choices=Level.choices, blank=True)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
    )
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=100, blank=True)
    # By which lists of the field know it: XM-DAC-41121, BE-BCE_KBO-0123456789 (org-id.guide).
    registered_as = models.CharField(_("registered identifier"), max_length=120, blank=True)
    alternate_name = models.CharField(_("other name"), max_length=255, blank=True)
    description = models.TextField(_("description"), blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    legal_status = models.CharField(_("legal form"), max_length=200, blank=True)
    # Two dirty names are one: this one was found to be that one. Lists show that one alone.
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    # As it was read last: a later import writes only what its source changed since.
    source_record = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="actor_is_known_once_to_a_source",
                condition=~Q(source=""),
            ),
            models.UniqueConstraint(
                fields=["registered_as"],
                name="registered_identifier_is_one_actors",
                condition=~Q(registered_as=""),
            ),
        ]

    def __str__(self) -> str:
        return self.acronym or self.name


class ActorName(models.Model):
    """A way of writing an actor's name that sheets use; `key` is the text folded for comparison."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("written as"), max_length=255)
    key = models.CharField(max_length=255)
    # Blank: everywhere.
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["text", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "country"],
                name="a_name_means_one_actor_in_a_country",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.text
