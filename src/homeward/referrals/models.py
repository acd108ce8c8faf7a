"""Referrals, the facts chosen for each, and their history. All person-level, class Case."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.persons.models import PersonRow
from homeward.plans.models import PlanLine
from homeward.referrals.choices import DeclineReason, Outcome, Status, WithdrawReason
from homeward.services.models import Service


@tracked(leave_out=("changed_at",))
@person_level(erasure=Erasure.CLEAR, clear=("answer_text", "outcome_text"))
class Referral(CaseRow):
    number = models.CharField(_("number"), max_length=20)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    line = models.ForeignKey(
        PlanLine, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    receiver_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The one declined before this one was sent.
    previous = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="next"
    )
    status = models.CharField(max_length=15, choices=Status.choices, default=Status.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    answer_due_on = models.DateField(_("answer by"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason.choices, blank=True)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    received_by = EncryptedTextField(_("who receives the person"))
    answer_text = EncryptedTextField(_("word to the sender"))
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_text = EncryptedTextField(_("about the outcome"))
    withdraw_reason = models.CharField(max_length=20, choices=WithdrawReason.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # Kept by the database whatever changed it, the gate's fold as well: whoever may see the
    # referral from now on finds it among what changed.
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "number"], name="referral_number_is_its_sender_s_own"
            ),
            models.CheckConstraint(
                name="declined_referral_has_a_reason",
                condition=~models.Q(status="declined") | ~models.Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="ended_referral_has_an_outcome",
                condition=~models.Q(status__in=["completed", "not_completed"])
                | ~models.Q(outcome=""),
            ),
        ]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(fields=["owner_org", "-drafted_at"], name="referral_sent_by"),
            models.Index(fields=["receiver_org", "-sent_at"], name="referral_received_by"),
            models.Index(fields=["changed_at", "id"], name="referral_changed"),
        ]

    # How many facts were chosen for it, where a list has counted them.
    fact_count: int

    def __str__(self) -> str:
        return self.number


@tracked()
@person_level(erasure=Erasure.DELETE)
class SharedFact(PersonRow):
    """A fact as it was chosen for one referral: what the receiver sees, and no more of the file."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="facts")
    receiver_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices)
    position = models.PositiveSmallIntegerField(default=0)
    # The fact's kind in cases; "name", "age", "phone", "address" of the person; or "message", the
    # sender's words, which close with the facts.
    kind = models.CharField(max_length=20)
    value = EncryptedTextField(_("value"))
    said_by = models.CharField(max_length=20, blank=True)
    said_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    after_acceptance = models.BooleanField(default=False)

    class Meta(PersonRow.Meta):
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.kind} for {self.referral_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class StatusChange(CaseRow):
    """Domain history: written with the status itself, never changed."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="history")
    receiver_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=15, choices=Status.choices)
    at = models.DateTimeField()
    # None: through the link, by somebody of the receiver.
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.referral_id} to {self.to}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class AnswerLink(CaseRow):
    """A single-purpose link. Only the token's hash is kept; the token is shown once."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"link for {self.referral_id}"
