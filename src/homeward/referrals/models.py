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
from homeward.offers.models import Offer
from homeward.persons.models import PersonRow
from homeward.plans.models import PlanLine
from homeward.referrals.choices import (
    DeclineReason,
    ExpireReason,
    Outcome,
    PersonSays,
    RequestReason,
    RequestStatus,
    SaidWay,
    Status,
    WithdrawReason,
)
from homeward.services.models import Service

# A referral is to one thing: an entry of the directory, or an offer.
ONE_TARGET = models.Q(service__isnull=False) ^ models.Q(offer__isnull=False)


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("about",))
class Bundle(CaseRow):
    """Several referrals for one set of needs, sent as one act: all of them or none."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bundles")
    about = EncryptedTextField(_("what they are for together"))
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["-drafted_at"]

    def __str__(self) -> str:
        return f"bundle on {self.case_id}"


@tracked(leave_out=("changed_at",))
@person_level(
    erasure=Erasure.CLEAR, clear=("received_by", "answer_text", "outcome_text", "person_text")
)
class Referral(CaseRow):
    number = models.CharField(_("number"), max_length=20)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    line = models.ForeignKey(
        PlanLine, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    bundle = models.ForeignKey(
        Bundle, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    receiver_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The one that was declined, or expired, before this one was sent.
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
    # On the waiting list: the day by which the receiver looks at it again.
    look_again_on = models.DateField(_("looked at again on"), null=True, blank=True)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    received_by = EncryptedTextField(_("who receives the person"))
    answer_text = EncryptedTextField(_("word to the sender"))
    started_on = models.DateField(_("began on"), null=True, blank=True)
    expected_end_on = models.DateField(_("expected to end on"), null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_text = EncryptedTextField(_("about the outcome"))
    # What the person says of what the receiver reported. A no leaves the state as it is.
    person_says = models.CharField(max_length=3, choices=PersonSays.choices, blank=True)
    person_said_way = models.CharField(max_length=6, choices=SaidWay.choices, blank=True)
    person_said_at = models.DateTimeField(null=True, blank=True)
    person_said_to = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person_text = EncryptedTextField(_("the person's words"))
    withdraw_reason = models.CharField(max_length=20, choices=WithdrawReason.choices, blank=True)
    expire_reason = models.CharField(max_length=15, choices=ExpireReason.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # Kept by the database whatever changed it, the gate's fold as well: whoever may see the
    # referral from now on finds it among what changed.
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    # It took a free place, which comes back at its end; kept by the database (places.sql).
    holds_place = models.BooleanField(default=False, db_default=False, editable=False)
    # On which day the receiver said last that the person still comes.
    attending_on = models.DateField(_("still attending, said on"), null=True, blank=True)

    class Meta(CaseRow.Meta):
        constraints = [
            models.CheckConstraint(name="referral_is_to_one_thing", condition=ONE_TARGET),
            models.UniqueConstraint(
                fields=["owner_org", "number"], name="referral_number_is_its_sender_s_own"
            ),
            models.CheckConstraint(
                name="declined_referral_has_a_reason",
                condition=~models.Q(status="declined") | ~models.Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="ended_referral_has_an_outcome",
                condition=~models.Q(status__in=["completed", "not_completed", "confirmed"])
                | ~models.Q(outcome=""),
            ),
            models.CheckConstraint(
                name="withdrawn_or_expired_referral_has_a_reason",
                condition=(~models.Q(status="withdrawn") | ~models.Q(withdraw_reason=""))
                & (~models.Q(status="expired") | ~models.Q(expire_reason="")),
            ),
            models.CheckConstraint(
                name="ended_referral_has_its_day_and_no_other_has",
                condition=models.Q(
                    status__in=[
                        "declined",
                        "completed",
                        "not_completed",
                        "confirmed",
                        "withdrawn",
                        "expired",
                    ],
                    ended_on__isnull=False,
                )
                | models.Q(
                    status__in=[
                        "draft",
                        "sent",
                        "info_asked",
                        "waiting_list",
                        "accepted",
                        "started",
                    ],
                    ended_on__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="waiting_list_has_the_day_it_is_looked_at",
                condition=~models.Q(status="waiting_list") | models.Q(look_again_on__isnull=False),
            ),
            models.CheckConstraint(
                name="confirmed_referral_has_the_person_s_yes",
                condition=~models.Q(status="confirmed") | models.Q(person_says="yes"),
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

    @property
    def shown_name(self) -> str:
        """What it is to, in the reader's language where the directory has it."""
        return self.service.shown_name if self.service else str(self.offer)


@tracked()
@person_level(erasure=Erasure.DELETE)
class SharedFact(PersonRow):
    """A fact as it was chosen for one referral: what the receiver sees, and no more of the file."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="facts")
    receiver_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices)
    position = models.PositiveSmallIntegerField(default=0)
    # The fact's kind in cases; "name", "age", "phone", "address" of the person; or "message", the
    # sender's words and "reply", those to a question, which close with the facts.
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
@person_level(erasure=Erasure.CLEAR, clear=("text",))
class StatusChange(CaseRow):
    """Domain history: written with the status itself, never changed."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="history")
    receiver_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=15, choices=Status.choices)
    at = models.DateTimeField()
    # None: through the link, by somebody of the receiver.
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # The receiver's question, where it asked one.
    text = EncryptedTextField(_("what was said"))

    class Meta(CaseRow.Meta):
        ordering = ["at"]
        indexes = [*CaseRow.Meta.indexes, models.Index(fields=["-at"], name="statuschange_recent")]

    def __str__(self) -> str:
        return f"{self.referral_id} to {self.to}"


@tracked(leave_out=("pin_hash", "wrong_pins", "first_opened_at", "last_opened_at", "times_opened"))
@person_level(erasure=Erasure.DELETE)
class AnswerLink(CaseRow):
    """A single-purpose link. Only the hashes of its token and PIN are kept; both are shown once.

    Who opens it is nobody yet: the database counts openings and wrong PINs (links.sql).
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Empty: no PIN is asked.
    pin_hash = models.CharField(max_length=64, blank=True, default="", db_default="")
    wrong_pins = models.PositiveSmallIntegerField(default=0, db_default=0)
    # After three wrong PINs; a locked link is revoked as well.
    locked_at = models.DateTimeField(null=True, blank=True)
    first_opened_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)
    times_opened = models.PositiveIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"link for {self.referral_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("text", "reply"))
class ServiceRequest(CaseRow):
    """What the person asks their case worker to ask for. It becomes a referral, or has a reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=RequestStatus.choices, default=RequestStatus.OPEN
    )
    text = EncryptedTextField(_("why they wish it"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=15, choices=RequestReason.choices, blank=True)
    reply = EncryptedTextField(_("word to the person"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # SET_NULL: a draft that came of it may be discarded; the request is open again then.
    referral = models.OneToOneField(
        Referral, null=True, blank=True, on_delete=models.SET_NULL, related_name="asked_for"
    )

    class Meta(CaseRow.Meta):
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(name="request_is_for_one_thing", condition=ONE_TARGET),
            models.CheckConstraint(
                name="declined_request_has_a_reason",
                condition=~models.Q(status="declined") | ~models.Q(reason=""),
            ),
            models.UniqueConstraint(
                fields=["case", "service"],
                condition=models.Q(status="open"),
                name="a_service_is_asked_for_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["case", "offer"],
                condition=models.Q(status="open"),
                name="an_offer_is_asked_for_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_name} on {self.case_id}"

    @property
    def shown_name(self) -> str:
        return self.service.shown_name if self.service else str(self.offer)


class PlacesTold(models.Model):
    """How many places were free from a moment on. Written by the database (places.sql), whoever
    says it, and never changed. Of services and offers, and of nobody."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, null=True, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()
    places_free = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["told_at", "pk"]
        indexes = [models.Index(fields=["organisation", "told_at"], name="places_told_by_org")]

    def __str__(self) -> str:
        return f"{self.service_id or self.offer_id}: {self.places_free}"
