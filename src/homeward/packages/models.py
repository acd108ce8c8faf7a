"""Other installations (no person data), and the packages sent to and taken from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.cases.models import Case, CaseRow
from homeward.packages import choices


class Peer(models.Model):
    """Another installation, and the organisation that works there, as somebody here checked it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    of_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("installation"), max_length=200)
    signing_key = models.JSONField()
    box_key = models.JSONField()
    fingerprint = models.CharField(_("fingerprint"), max_length=60)
    checked_how = models.CharField(_("how the fingerprint was checked"), max_length=200)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["of_org", "organisation"], name="peer_is_entered_once_by_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.name


@person_level(erasure=Erasure.CLEAR)
class SentPackage(CaseRow):
    """What left the house: to whom, under which articles, how much of it; never the content."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    recipient_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(_("checksum"), max_length=64)
    articles = models.CharField(_("by which articles"), max_length=400)
    counts = models.JSONField(default=dict)
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.MADE
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    receipt = models.TextField(blank=True)
    receipt_at = models.DateTimeField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"package {self.pk}"


@person_level(erasure=Erasure.CLEAR)
class TakenPackage(CaseRow):
    """What came into the house, and became a case of ours. The same one is taken once."""

    package_id = models.UUIDField()
    sender_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    articles = models.CharField(max_length=400)
    counts = models.JSONField(default=dict)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    receipt = models.TextField()

    class Meta(CaseRow.Meta):
        ordering = ["-taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "package_id"], name="package_is_taken_once_by_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"taken package {self.package_id}"
