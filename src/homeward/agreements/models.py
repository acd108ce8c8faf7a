"""Agreements are no person-level data: every signed-in user of a party may read them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.agreements.choices import Kind, Status
from homeward.audit.tracking import tracked
from homeward.programmes.models import Programme


@tracked()
class Agreement(models.Model):
    number = models.CharField(_("number"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    lead_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until"), null=True, blank=True)
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
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    may_write = models.BooleanField(_("may write"), default=False)
    days_after = models.PositiveSmallIntegerField(_("days after a referral's end"), default=0)
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
