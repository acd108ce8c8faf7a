import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.committees.models import Committee
from homeward.programmes.models import Programme
from homeward.steering.choices import FeedbackSource


class FeedbackFinding(models.Model):
    """What complaints, surveys or checks say in sum, put on a committee's agenda."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("programme"),
    )  # fmt: skip
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    committee_name = models.CharField(max_length=200)
    source = models.CharField(
        _("where it comes from"), max_length=15, choices=FeedbackSource.choices
    )
    title = models.CharField(_("finding"), max_length=200)
    text = models.TextField(_("what it says"))
    # As the page told it, small numbers kept back.
    figures = models.CharField(_("figures"), max_length=300, blank=True)
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    found_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    found_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["-found_at"]

    def __str__(self) -> str:
        return self.title
