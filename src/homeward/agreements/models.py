"""Agreements are no person-level data: every signed-in user of a party may read them.

Programmes stand as arrays of their numbers, empty for all: one row is one whole term, which the
gate folds by one statement (docs/decisions/0013). The database refuses a number of no programme.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.agreements import choices
from homeward.agreements.choices import Kind, Status
from homeward.audit.tracking import tracked


@tracked()
class Agreement(models.Model):
    number = models.CharField(_("number"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    lead_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    # By which waits and other installations name it.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    level = models.CharField(_("level"), max_length=20, choices=choices.Level.choices, blank=True)
    form = models.CharField(_("form"), max_length=20, choices=choices.Form.choices, blank=True)
    programmes = ArrayField(models.IntegerField(), default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-starts_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["lead_org", "number"], name="agreement_number_is_its_drafter_s_own"
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_begins",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


@tracked()
class Party(models.Model):
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("part in the agreement"), max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signatory = models.CharField(_("signatory"), max_length=150, blank=True)
    signatory_function = models.CharField(_("function"), max_length=150, blank=True)
    # More than one: joint controllers (GDPR, art. 26).
    is_controller = models.BooleanField(_("data controller"), default=False)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="organisation_is_a_party_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


@tracked()
class Clause(models.Model):
    """From one party to another: these classes, for these purposes, of these programmes."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="clauses")
    number = models.CharField(_("article"), max_length=20)
    from_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("from")
    )
    to_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )
    data_classes = ArrayField(models.PositiveSmallIntegerField(choices=DataClass.choices))
    purposes = ArrayField(models.PositiveSmallIntegerField(choices=Purpose.choices))
    programmes = ArrayField(models.IntegerField(), default=list, blank=True)
    may_write = models.BooleanField(_("may write"), default=False)
    days_after = models.PositiveSmallIntegerField(_("days after a referral's end"), default=0)
    transfer_ground = models.CharField(
        _("ground for the transfer"),
        max_length=20,
        choices=choices.TransferGround.choices,
        blank=True,
    )
    # May the recipient's own clauses carry on what it writes? rules.followed says how.
    onward = models.BooleanField(_("onward sharing"), default=False)
    # Grounds beside consent that this clause names; none unless it says so.
    grounds = ArrayField(
        models.CharField(max_length=20, choices=choices.NamedGround.choices),
        default=list,
        blank=True,
    )
    text = models.TextField(_("wording"), blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="article_number_is_used_once"
            ),
            models.CheckConstraint(
                name="clause_runs_between_two_parties",
                condition=~models.Q(from_org=models.F("to_org")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def classes_in_words(self) -> str:
        return gettext(", ").join(str(DataClass(c).label) for c in self.data_classes)

    @property
    def purposes_in_words(self) -> str:
        return gettext(", ").join(str(Purpose(p).label) for p in self.purposes)

    @property
    def grounds_in_words(self) -> str:
        return gettext(", ").join(str(choices.NamedGround(g).label) for g in self.grounds)

    def covers_programme(self, programme_id: int) -> bool:
        """By its own programmes and by those of its agreement; empty is all."""
        return all(
            not named or programme_id in named
            for named in (self.programmes, self.agreement.programmes)
        )


class ContactPoint(models.Model):
    """Whom to ask at a party, and for what. Staff in their function, no person of a case."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("party")
    )
    name = models.CharField(_("name"), max_length=150)
    function = models.CharField(_("function"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    about = models.CharField(_("for what"), max_length=200)

    class Meta:
        ordering = ["organisation__name", "pk"]

    def __str__(self) -> str:
        return self.name


class AgreementFile(models.Model):
    """A signed copy or an annex. It tells of no case; who reads the agreement reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="files")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=choices.FileKind.choices)
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["stored_at"]

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """The parties looked at the agreement again on its review date."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reviews")
    outcome = models.CharField(_("outcome"), max_length=10, choices=choices.Outcome.choices)
    note = models.TextField(_("what was found"), blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"review of {self.agreement_id}"
