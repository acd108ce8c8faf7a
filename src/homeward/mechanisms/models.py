"""Referral systems as a register: who owns one, who takes part, what it rests on, how it stands."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.agreements.models import Agreement
from homeward.mechanisms.choices import Level, Requirement, Verdict
from homeward.places.models import Area, Country
from homeward.services.choices import Category
from homeward.services.models import Service


class Mechanism(models.Model):
    """A referral system. Its queue is what was referred to its desk in the directory."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    level = models.CharField(_("level"), max_length=15, choices=Level.choices)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hubs",
        verbose_name=_("part of"),
    )
    owner_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner")
    )
    # The directory's entry at which a referral reaches it.
    desk = models.ForeignKey(
        Service,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("its desk in the directory"),
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("areas"))
    agreements = models.ManyToManyField(
        Agreement, blank=True, related_name="+", verbose_name=_("agreements and procedures")
    )
    members = models.ManyToManyField(
        Organisation, through="Membership", related_name="+", verbose_name=_("who takes part")
    )
    about = models.TextField(_("how it works"), blank=True)
    source = models.CharField(_("where this is known from"), max_length=200, blank=True)
    starts_on = models.DateField(_("since"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["country", "name"]
        constraints = [
            models.CheckConstraint(
                name="referral_system_is_not_part_of_itself", condition=~Q(parent=F("id"))
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An organisation that receives referrals of the system, or sends them."""

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["mechanism", "organisation"],
                condition=Q(until_on__isnull=True),
                name="organisation_takes_part_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Judgement(models.Model):
    """What somebody found of one requirement, on a day, and what it rests on. Never changed."""

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="judgements")
    requirement = models.CharField(_("requirement"), max_length=12, choices=Requirement.choices)
    verdict = models.CharField(_("judgement"), max_length=10, choices=Verdict.choices)
    evidence = models.TextField(_("what it rests on"))
    lacks = models.TextField(_("what is missing"), blank=True)
    judged_on = models.DateField(_("on"))
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["-judged_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.mechanism_id}: {self.requirement} {self.verdict}"


class HandOver(models.Model):
    """The system changes its owner, by an agreement; it does once the new owner says yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="handovers")
    from_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("from"))
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    taken = models.BooleanField(null=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["mechanism"],
                condition=Q(taken__isnull=True),
                name="referral_system_is_handed_over_once_at_a_time",
            ),
            models.CheckConstraint(
                name="handover_is_to_somebody_else", condition=~Q(from_org=F("to_org"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mechanism_id} to {self.to_org_id}"


class RouteRule(models.Model):
    """Which hub takes what: the narrowest rule that fits says it. A change is a new rule."""

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="rules")
    hub = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="+")
    # Empty: anywhere; any need.
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    needs = ArrayField(
        models.CharField(max_length=20, choices=Category.choices), default=list, blank=True
    )
    source = models.CharField(_("where it is written"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="route_leads_to_another_system", condition=~Q(mechanism=F("hub"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.mechanism_id}: {self.hub_id}"


class Routing(models.Model):
    """One step of a referral through a system: who took it, and to whom it went on.

    It tells of no person: the referral is named by its id and number alone (it lives on a higher
    floor), and is seen by whoever sees the referral, or handed it on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="routings")
    referral_id = models.UUIDField()
    number = models.CharField(max_length=20)
    hub_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    to_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    routed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral_id"],
                condition=Q(routed_at__isnull=True),
                name="referral_is_routed_by_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.number
