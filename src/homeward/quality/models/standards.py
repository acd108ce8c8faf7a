"""Standards of services, who adopted them, and checks against them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.core.rows import IdRow
from homeward.quality import choices
from homeward.referrals.models import Referral
from homeward.services.choices import Category
from homeward.services.models import Service


class Standard(IdRow):
    """What a kind of service is held to. Its organisation writes it; others may adopt it."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(_("short name"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    # Empty: for every kind of service.
    category = models.CharField(
        _("kind of service"), max_length=20, choices=Category.choices, blank=True
    )
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "code"], name="standard_has_one_name_with_its_owner"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quality:standard", args=[self.pk])


class StandardVersion(IdRow):
    """One wording of a standard, with its source. Published, it never changes (policies.sql)."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=10, choices=choices.VersionStatus.choices, default=choices.VersionStatus.DRAFT
    )
    source = models.CharField(_("where it is written"), max_length=300)
    changes = models.TextField(_("what is new"), blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["standard", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "number"], name="standard_version_is_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["standard"], condition=Q(status="draft"), name="one_draft_of_a_standard"
            ),
            models.CheckConstraint(
                name="published_standard_says_when",
                condition=~Q(status="published") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(name="standard_has_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.standard}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("quality:version", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.status == choices.VersionStatus.PUBLISHED


class StandardItem(IdRow):
    """One point of a version: its text, what is looked at to tell, and on which scale."""

    version = models.ForeignKey(StandardVersion, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(_("number"), max_length=20)
    text = models.TextField(_("the standard"), max_length=1000)
    look_at = models.TextField(_("what is looked at"), max_length=1000)
    scale = models.CharField(
        _("scale"), max_length=10, choices=choices.Scale.choices, default=choices.Scale.THREE
    )
    by_call = models.BooleanField(_("can be heard on the telephone"), default=False)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="point_of_a_standard_is_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    @property
    def verdicts(self) -> list[tuple[str, str]]:
        return [
            (value, str(label))
            for value, label in choices.Verdict.choices
            if self.scale == choices.Scale.THREE or value != choices.Verdict.PARTLY
        ]


class Adoption(IdRow):
    """An organisation holds services to this version, from a day on; the next one ends it."""

    version = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="adopted")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The version's, for the constraint: one version of a standard at a time.
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "standard"],
                condition=Q(until_on__isnull=True),
                name="one_version_of_a_standard_is_adopted_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} adopts {self.version_id}"


class CheckDraw(IdRow):
    """How checks were drawn: by a seed that is kept, so that anybody can draw them again."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    drawn_from = models.CharField(_("drawn from"), max_length=10, choices=choices.DrawnFrom.choices)
    from_on = models.DateField(_("begun from"), null=True, blank=True)
    until_on = models.DateField(_("begun until"), null=True, blank=True)
    by_provider = models.BooleanField(_("from each provider in proportion"), default=False)
    size = models.PositiveSmallIntegerField(_("how many are drawn"))
    seed = models.CharField(_("seed"), max_length=64)
    frame = models.PositiveIntegerField(_("how many could be drawn"))
    fingerprint = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-drawn_at"]
        constraints = [
            models.CheckConstraint(
                name="checks_drawn_are_no_more_than_their_frame", condition=Q(size__lte=F("frame"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.size} of {self.frame}"


class Check(IdRow):
    """One look at a service along a standard, by somebody who is not of its provider."""

    owner_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("checked by")
    )
    provider_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("provider")
    )
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="+", verbose_name=_("service")
    )
    version = models.ForeignKey(
        StandardVersion, on_delete=models.PROTECT, related_name="checks",
        verbose_name=_("standard"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=10, choices=choices.Kind.choices)
    draw = models.ForeignKey(
        CheckDraw, null=True, blank=True, on_delete=models.PROTECT, related_name="checks"
    )
    chosen_because = models.CharField(_("why this one"), max_length=300, blank=True)
    assignee = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who checks")
    )
    due_on = models.DateField(_("day"))
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.PLANNED
    )
    held_on = models.DateField(_("held on"), null=True, blank=True)
    held_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    summary = models.TextField(_("in short"), blank=True)
    # Of all points together (rules.result_of).
    result = models.CharField(max_length=10, choices=choices.Verdict.choices, blank=True)
    reply_by = models.DateField(_("reply until"), null=True, blank=True)
    reply = models.TextField(_("reply of the provider"), blank=True)
    reply_way = models.CharField(max_length=10, choices=choices.ReplyWay.choices, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        ordering = ["-due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="nobody_checks_themselves", condition=~Q(owner_org=F("provider_org"))
            ),
            models.CheckConstraint(
                name="check_is_drawn_or_chosen_with_a_reason",
                condition=Q(draw__isnull=False) | ~Q(chosen_because=""),
            ),
            models.CheckConstraint(
                name="reported_check_has_day_and_result",
                condition=Q(status__in=("planned", "cancelled"))
                | Q(held_on__isnull=False, reported_at__isnull=False) & ~Q(result=""),
            ),
            models.CheckConstraint(
                name="reply_says_when", condition=Q(reply="") | Q(replied_at__isnull=False)
            ),
            models.CheckConstraint(
                name="check_not_held_says_why",
                condition=~Q(status="cancelled") | ~Q(ended_because=""),
            ),
        ]
        indexes = [
            models.Index(fields=["owner_org", "-due_on"], name="check_of_owner"),
            models.Index(fields=["provider_org", "-held_on"], name="check_of_provider"),
            models.Index(fields=["service", "-held_on"], name="check_of_service"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("quality:check", args=[self.pk])

    @property
    def is_planned(self) -> bool:
        return self.status == choices.Status.PLANNED


class CheckedItem(IdRow):
    """What was seen of one point. It names no person."""

    check_held = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="points")
    item = models.ForeignKey(StandardItem, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=10, choices=choices.Verdict.choices)
    note = models.CharField(_("what was seen"), max_length=500, blank=True)

    class Meta:
        ordering = ["item__position"]
        constraints = [
            models.UniqueConstraint(fields=["check_held", "item"], name="point_is_judged_once")
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.verdict}"


class Improvement(IdRow):
    """What was agreed to mend until when; it is looked at again on that day."""

    check_held = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="improvements")
    # The one that was looked at and was not so yet.
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    text = models.CharField(_("what is agreed"), max_length=500)
    due_on = models.DateField(_("until"))
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seen = models.CharField(max_length=10, choices=choices.SeenAgain.choices, blank=True)
    seen_on = models.DateField(_("seen on"), null=True, blank=True)
    seen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    seen_note = models.CharField(_("what was seen"), max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "agreed_at"]
        constraints = [
            models.CheckConstraint(
                name="improvement_seen_says_when", condition=Q(seen="") | Q(seen_on__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
@person_level(erasure=Erasure.DELETE)
class CheckedReferral(CaseRow):
    """A referral that a spot check was drawn from: was the person served as it was reported?

    Its organisation's alone: the provider is told of points of the standard, never of a person.
    """

    check_held = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="referrals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(
        _("served as reported"), max_length=10, choices=choices.Verdict.choices, blank=True
    )
    note = EncryptedTextField(_("what was found"))

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["check_held", "referral"], name="referral_is_in_a_check_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} in {self.check_held_id}"
