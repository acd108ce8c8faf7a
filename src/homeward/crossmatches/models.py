"""A comparison of two organisations, and each side's own row of a person whom both know.

No row holds anything of the other side's person: a pair is one number on two rows, and each is its
owner's alone. Encodings of a comparison inside one installation are never stored.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, Export, person_level
from homeward.agreements.models import Agreement
from homeward.cases.models import CaseRow
from homeward.crossmatches import choices
from homeward.persons.models import PersonRow


class Run(models.Model):
    """One comparison under one agreement. It names no person; both organisations read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    articles = models.CharField(_("by which articles"), max_length=200)
    asking_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    other_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=choices.Way.choices, default=choices.Way.HERE)
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.ASKED
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    # How often the worker began it: one that was killed begins anew.
    begun = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="comparison_is_of_two_organisations",
                condition=~Q(asking_org=F("other_org")),
            ),
            models.UniqueConstraint(
                Least("asking_org", "other_org"),
                Greatest("asking_org", "other_org"),
                condition=Q(status__in=["asked", "ready"]),
                name="one_comparison_of_two_is_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"comparison {self.pk}"


class Side(models.Model):
    """What one organisation gave to a comparison; its own to read, the numbers too."""

    # An encrypted value is bound to its row's id: it is there before the row is.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="sides")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # How many of its persons went in, and how many of them the other side knows.
    given = models.PositiveIntegerField(null=True, blank=True)
    known = models.PositiveIntegerField(null=True, blank=True)
    # Between installations alone, until the answer is there: what came in the last sealed file, and
    # what goes into the next, with the secret that was made for this comparison.
    incoming = EncryptedTextField()
    outgoing = EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "organisation"], name="organisation_is_a_side_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.run_id}"


@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class Ticket(PersonRow):
    """Under which random number a person went into a file; gone when the answer is there."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    number = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="ticket_number_is_used_once")
        ]

    def __str__(self) -> str:
        return f"ticket of {self.run_id}"


@person_level(erasure=Erasure.DELETE)
class Crossmatch(CaseRow):
    """Our side of a pair: our person, whom the other organisation knows too.

    Its history is its steps: a copy of what it was would outlive the ground on which it stands.
    """

    # The same on both sides' rows, and the only thing that is.
    pair = models.UUIDField(editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    other_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    band = models.CharField(_("how certain"), max_length=10, choices=choices.Band.choices)
    found_at = models.DateTimeField()
    decision = models.CharField(
        _("decision"),
        max_length=10,
        choices=choices.Decision.choices,
        default=choices.Decision.WAITING,
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Whom the other side may ask: staff in their function, told only when both want contact.
    contact = models.CharField(_("contact point"), max_length=300, blank=True)
    # Written by the database alone (crossmatches_settle), from both sides' decisions.
    outcome = models.CharField(
        max_length=10, choices=choices.Outcome.choices, default=choices.Outcome.OPEN
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    other_contact = models.CharField(max_length=300, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["-found_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "owner_org"], name="pair_has_one_row_on_each_side"
            ),
            models.CheckConstraint(
                name="wanted_contact_names_whom_to_ask",
                condition=~Q(decision="contact") | ~Q(contact=""),
            ),
            models.CheckConstraint(
                name="other_side_is_named_once_both_want_contact",
                condition=Q(other_contact="") | Q(outcome="agreed"),
            ),
        ]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(fields=["person"], name="crossmatch_person"),
        ]

    def __str__(self) -> str:
        return f"crossmatch {self.pk}"


@person_level(erasure=Erasure.DELETE)
class CrossmatchStep(CaseRow):
    """One step on our side, with its reason; added, never changed."""

    crossmatch = models.ForeignKey(Crossmatch, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=choices.StepKind.choices)
    reason = EncryptedTextField(_("reason"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.crossmatch_id}"


class RemoteAnswer(models.Model):
    """What the other installation said of a pair. Nobody reads it: the settlement does."""

    pair = models.UUIDField(primary_key=True)
    for_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=choices.Decision.choices)
    contact = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answer on {self.pair}"
