import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.services.models.service import Service


class Taxonomy(models.Model):
    """A list of terms as its source publishes it, in one version."""

    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=255)
    names = models.JSONField(default=dict, blank=True, help_text="language -> name")
    description = models.TextField(_("description"), blank=True)
    version = models.CharField(_("version"), max_length=60, blank=True)
    url = models.URLField(max_length=500, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    is_in_wording = models.BooleanField(
        default=False, help_text="its terms are told in the services' own wording too"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "taxonomies"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="taxonomy_is_known_once_to_a_source",
                condition=~Q(source=""),
            )
        ]

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(models.Model):
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    source_id = models.CharField(max_length=300)
    uid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    code = models.CharField(_("code"), max_length=100, blank=True)
    name = models.TextField(_("name"))
    names = models.JSONField(default=dict, blank=True, help_text="language -> name")
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(max_length=10, default="en")
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["taxonomy", "source_id"], name="term_is_once_in_its_taxonomy"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ServiceTerm(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="service_terms")
    term = models.ForeignKey(TaxonomyTerm, on_delete=models.CASCADE, related_name="service_terms")
    value = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "term"], name="service_has_a_term_once")
        ]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.term_id}"
