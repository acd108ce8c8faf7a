"""The register of laws, policies and plans that programmes serve, and who adopted them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.places.models import Country
from homeward.programmes.choices import AdoptionStatus, PolicyKind
from homeward.programmes.models.programme import Programme


class Policy(models.Model):
    title = models.CharField(_("title"), max_length=500)
    kind = models.CharField(_("kind"), max_length=20, choices=PolicyKind.choices)
    # None: of a region or of the world.
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
    )
    issued_by = models.CharField(_("issued by"), max_length=255, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    summary = models.TextField(_("what it says on return and reintegration"), blank=True)
    source = models.CharField(_("source"), max_length=255)
    url = models.URLField(_("web page"), max_length=500, blank=True)
    programmes = models.ManyToManyField(Programme, blank=True, related_name="policies")

    class Meta:
        ordering = ["title", "pk"]
        verbose_name_plural = "policies"

    def __str__(self) -> str:
        return self.title


class PolicyAdoption(models.Model):
    """Where a country stands with a policy, since a day."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="adoptions")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    status = models.CharField(_("status"), max_length=10, choices=AdoptionStatus.choices)
    since = models.DateField(_("since"))
    source = models.CharField(_("source"), max_length=255)

    class Meta:
        ordering = ["country", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "country", "since"], name="adoption_is_said_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.policy}: {self.country}, {self.get_status_display()}"
