"""What keeps the directory fresh: links of offices, faults that were told, searches kept."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.services.choices import Fault
from homeward.services.models.service import Service


class OfficeLink(models.Model):
    """Lets an office without an account confirm its entries. Only the token's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="office_links"
    )
    services = models.ManyToManyField(Service, related_name="office_links")
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)
    # Empty: the worker made it, because the entries had grown old.
    made_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"link of {self.organisation_id}"


class FaultReport(models.Model):
    """Somebody found an entry to be wrong. Its owner looks at it and says what was done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="fault_reports")
    fault = models.CharField(_("what is wrong"), max_length=20, choices=Fault.choices)
    text = models.TextField(_("in your words"), blank=True)
    # Empty: told on a public page, by nobody known.
    told_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_at = models.DateTimeField()
    answer = models.TextField(_("what was done"), blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-told_at"]

    def __str__(self) -> str:
        return self.get_fault_display()


class SavedSearch(models.Model):
    """The filters of the directory that a user looks with again and again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="search_is_kept_once_by_a_user")
        ]

    def __str__(self) -> str:
        return self.name
