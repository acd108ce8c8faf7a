"""Complaints and feedback, what happened to each, and who is named to handle them.

A complaint may be of nobody: an anonymous one has no person, no case and no name.
"""

import uuid

from django.db import models
from django.db.models import F, IntegerField, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, Export, person_level
from homeward.access.scope import GateScope
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.complaints import choices
from homeward.funds.models import Instalment
from homeward.persons.models import GuardedRow, Person
from homeward.programmes.models import Programme
from homeward.referrals.models import Referral
from homeward.tasks.choices import DayKind


class Category(models.Model):
    """One entry of the list of categories, with its days: an organisation's own, or everybody's.

    New days are a new row; a complaint keeps the days it came under.
    """

    code = models.CharField(max_length=40)
    # None: for every organisation that has stated none of its own.
    owner_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    names = models.JSONField(default=dict, help_text="language -> wording")
    is_sensitive = models.BooleanField(default=False)
    acknowledge_days = models.PositiveSmallIntegerField(_("days to confirm the receipt"))
    answer_days = models.PositiveSmallIntegerField(_("days to answer"))
    appeal_days = models.PositiveSmallIntegerField(_("days to appeal"))
    hear_days = models.PositiveSmallIntegerField(_("days to answer an appeal"))
    # How long the complainant's code opens it after the last answer.
    link_days = models.PositiveSmallIntegerField(_("days the code lasts"))
    day_kind = models.CharField(max_length=10, choices=DayKind.choices, default=DayKind.CALENDAR)
    source = models.CharField(_("where the days are written"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()

    class Meta:
        ordering = ["position", "code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "owner_org", "valid_from"],
                nulls_distinct=False,
                name="category_begins_once_a_day",
            )
        ]

    def __str__(self) -> str:
        names = self.names
        return names.get((get_language() or "en")[:2]) or names.get("en") or self.code


class Handler(models.Model):
    """A colleague who is named to handle complaints; some also those on sensitive matters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_sensitive = models.BooleanField(_("also sensitive matters"), default=False)
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["named_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="handler_is_named_once"
            ),
            models.CheckConstraint(
                name="nobody_names_themselves_for_sensitive_matters",
                condition=Q(is_sensitive=False) | ~Q(user=F("named_by")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class ComplaintRow(GuardedRow):
    """Of the person of a case, or of nobody; of a programme only where a case has one."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    programme = models.ForeignKey(  # type: ignore[assignment] # of no programme, too
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scope = models.GeneratedField(
        expression=GateScope(
            F("owner_org_id"), Coalesce(F("programme_id"), 0), F("data_class"),
            output_field=IntegerField(),
        ),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )  # fmt: skip

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["scope"], name="%(class)s_scope")]


@tracked(leave_out=("token_hash",))
@person_level(erasure=Erasure.CLEAR, clear=("what", "wish", "name", "contact", "about"))
class Complaint(ComplaintRow):
    """A complaint, thanks, a suggestion or a question, to one organisation."""

    reference = models.CharField(_("reference"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=choices.Kind.choices)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    # As its category was when it was put there; the row policies ask it.
    is_sensitive = models.BooleanField(_("sensitive"), default=False)
    state = models.CharField(
        _("state"), max_length=12, choices=choices.State.choices, default=choices.State.RECEIVED
    )
    way = models.CharField(_("how it came"), max_length=10, choices=choices.Way.choices)
    language = models.CharField(_("language"), max_length=10, default="en")
    what = EncryptedTextField(_("what happened"))
    wish = EncryptedTextField(_("what should be done"))
    about = EncryptedTextField(_("who or what it is about"))
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    name = EncryptedTextField(_("name"))
    contact = EncryptedTextField(_("phone or e-mail"))
    # A colleague whom it is about never sees it.
    about_user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    payment = models.ForeignKey(
        Instalment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The one of the organisation that passed it on; the complainant's code opens both.
    passed_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_on = models.DateField(_("day it came"))
    received_at = models.DateTimeField(_("entered"))
    # Nobody: it came by the public page.
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledge_by = models.DateField(_("receipt confirmed by"))
    answer_by = models.DateField(_("answered by"))
    handler = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(_("answered on"), null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=choices.Outcome.choices, blank=True
    )
    appeal_until = models.DateField(_("appeal until"), null=True)
    appealed_at = models.DateTimeField(null=True)
    hear_by = models.DateField(_("appeal answered by"), null=True)
    heard_at = models.DateTimeField(null=True)
    heard_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    over_at = models.DateTimeField(null=True)
    # The complainant's code, kept as its hash alone; a new one ends the one before.
    token_hash = models.CharField(max_length=64, blank=True)
    token_until = models.DateField(null=True)

    class Meta(ComplaintRow.Meta):
        ordering = ["-received_at"]
        indexes = [
            *ComplaintRow.Meta.indexes,
            models.Index(fields=["owner_org", "state", "answer_by"], name="complaint_inbox"),
            models.Index(
                fields=["case"], condition=Q(case__isnull=False), name="complaint_of_case"
            ),
            models.Index(
                fields=["passed_from"],
                condition=Q(passed_from__isnull=False),
                name="complaint_passed_on",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "reference"], name="complaint_has_its_own_reference"
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="code_opens_one_complaint"
            ),
            models.CheckConstraint(
                name="anonymous_complaint_belongs_to_nobody",
                condition=Q(is_anonymous=False)
                | Q(
                    person__isnull=True,
                    case__isnull=True,
                    referral__isnull=True,
                    payment__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="complaint_on_a_case_is_of_its_person",
                condition=Q(case__isnull=True) | Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_handles_a_complaint_about_themselves",
                condition=Q(handler__isnull=True)
                | Q(about_user__isnull=True)
                | ~Q(handler=F("about_user")),
            ),
            models.CheckConstraint(
                name="appeal_is_decided_by_somebody_else",
                condition=Q(heard_by__isnull=True) | ~Q(heard_by=F("answered_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state in choices.OPEN

    @property
    def is_complaint(self) -> bool:
        return self.kind == choices.Kind.COMPLAINT

    @property
    def has_code(self) -> bool:
        until = self.token_until
        return bool(self.token_hash and until and until >= timezone.localdate())


@tracked()
@person_level(export=Export.ALL, erasure=Erasure.CLEAR, clear=("text", "promise"))
class Entry(ComplaintRow):
    """Something that happened to it: who, when, in which words."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=choices.EntryKind.choices)
    text = EncryptedTextField(_("text"))
    promise = EncryptedTextField(_("what will be done"))
    outcome = models.CharField(max_length=12, choices=choices.Outcome.choices, blank=True)
    language = models.CharField(max_length=10, blank=True)
    # Whom it was passed on to; a body without an account here stands in the text.
    to_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    # Nobody: the complainant, by the code.
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=choices.Way.choices, blank=True)

    class Meta(ComplaintRow.Meta):
        ordering = ["at", "pk"]
        indexes = [
            *ComplaintRow.Meta.indexes,
            models.Index(fields=["complaint", "at"], name="entry_of_complaint"),
        ]

    def __str__(self) -> str:
        return str(choices.EntryKind(self.kind).label)
