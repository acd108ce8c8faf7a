"""The read log, the data protection officer's reviews of it, and what is kept of accounts."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import Organisation, User
from homeward.audit.tracking import tracked

# Rows of another organisation were read, or of several.
OF_OTHERS = ~Q(owners=Func("organisation", template="array[%(expressions)s]"))


class ReadLog(models.Model):
    """One unit of work's reads of health, protection, asylum and legal rows.

    The table belongs to a role of its own; Django neither reads nor writes it. What may be done
    with it are the functions of policies.sql, which this model only gives its columns.
    """

    # The actor's; 0 for links, persons and jobs.
    organisation = models.IntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10, choices=ActorKind.choices)
    actor_id = models.CharField(max_length=40)
    purpose = models.PositiveSmallIntegerField(choices=Purpose.choices)
    action = models.CharField(max_length=60)
    path = models.CharField(max_length=200)
    # The exception under which it was read, an emergency; null for the ordinary grounds.
    ground = models.CharField(max_length=20, null=True)
    # A list of [table, row, class, person, owner].
    items = models.JSONField()
    persons = ArrayField(models.UUIDField())
    owners = ArrayField(models.IntegerField())
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="read_log_numbers_are_used_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "-at"], name="read_log_latest"),
            GinIndex(fields=["persons"], name="read_log_persons", fastupdate=True),
            GinIndex(fields=["owners"], name="read_log_owners", fastupdate=True),
            models.Index(fields=["-at"], name="read_log_of_others", condition=OF_OTHERS),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}/{self.number}"


class AccessReview(models.Model):
    """The officer has looked at what this user read."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField(_("days looked at"))
    note = models.CharField(_("note"), max_length=500)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-reviewed_at"], name="access_reviews")]

    def __str__(self) -> str:
        return f"review of {self.user_id}"


@tracked(fields=["email", "name", "organisation", "roles", "is_active"], app_label="audit")
class Account(User):
    """A user as the history keeps it: what decides whose rows are seen."""

    class Meta:
        proxy = True
