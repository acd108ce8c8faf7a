"""What is planned for all of a programme, who helps to find people, and samples."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.core.rows import IdRow
from homeward.followups import choices
from homeward.persons.choices import ConsentWay
from homeward.places.models import Area
from homeward.programmes.models import Programme
from homeward.surveys.choices import Unit
from homeward.surveys.models import InstrumentVersion


class Days(Func):
    """From a day to a day, both included; without an end where it lasts."""

    function = "DATERANGE"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field = DateRangeField()


class PlanStep(IdRow):
    """A follow-up that a programme asks for so many months after the arrival: data with a source.

    A change ends a step and states the next: a plan keeps the steps of the day of its arrival.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("how"), max_length=10, choices=choices.Kind.choices)
    after_months = models.PositiveSmallIntegerField(_("months after the arrival"))
    within_days = models.PositiveSmallIntegerField(_("to be held within so many days"))
    valid_from = models.DateField(_("for arrivals from"))
    valid_until = models.DateField(_("for arrivals until"), null=True, blank=True)
    source = models.CharField(_("where this stands"), max_length=300)
    stated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["after_months", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "after_months", "valid_from"],
                name="follow_up_is_asked_for_once",
            ),
            models.CheckConstraint(
                name="follow_up_step_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} after {self.after_months}"


class NamedBody(IdRow):
    """An organisation named to follow up, by which mandate, for whom, from when until when."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    # None: wherever no body of its own is named.
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.CharField(
        _("whom it follows"),
        max_length=10,
        choices=Unit.choices,
        default=Unit.PERSON,
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    mandate = models.TextField(_("mandate"), max_length=1000)
    source = models.CharField(_("where it is written"), max_length=200)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        ordering = ["programme", "-from_on"]
        constraints = [
            models.CheckConstraint(
                name="mandate_ends_after_it_begins",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
            # 0 stands for everywhere.
            ExclusionConstraint(
                name="one_body_follows_up_at_a_time",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    (Coalesce(F("area"), 0), RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (Days("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Relay(IdRow):
    """Somebody, or an organisation, who agreed to help find people. Its organisation's own.

    Name and telephone are kept as long as they help, and no longer.
    """

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("who"), max_length=15, choices=choices.RelayKind.choices)
    name = EncryptedTextField(_("name"))
    phone = EncryptedTextField(_("telephone"))
    place = models.CharField(_("where they know people"), max_length=120)
    tasks = ArrayField(
        models.CharField(max_length=12, choices=choices.RelayTask.choices),
        verbose_name=_("what they agreed to do"),
    )
    agreed_on = models.DateField(_("agreed on"))
    agreed_how = models.CharField(_("agreed how"), max_length=20, choices=ConsentWay.choices)
    # What a relay promises: to tell nobody else, and to ask nothing.
    promised = models.BooleanField(_("promised to tell nobody else"))
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(name="relay_promised_silence", condition=Q(promised=True)),
            models.CheckConstraint(
                name="relay_that_ended_says_by_whom",
                condition=Q(ended_at__isnull=True) | Q(ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["owner_org", "place"], name="relay_of_owner")]

    def __str__(self) -> str:
        return f"relay in {self.place}"

    @property
    def is_active(self) -> bool:
        return self.ended_at is None


class Sample(IdRow):
    """Who is asked where not everybody is: by a seed that is kept, so anybody can draw again."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    instrument_version = models.ForeignKey(
        InstrumentVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("instrument")
    )
    arrived_from = models.DateField(_("arrived from"))
    arrived_until = models.DateField(_("arrived until"))
    size = models.PositiveIntegerField(_("how many are asked"))
    strata = ArrayField(
        models.CharField(max_length=10, choices=choices.Stratum.choices),
        default=list,
        blank=True,
        verbose_name=_("drawn in parts by"),
    )
    replacing = models.CharField(
        _("where somebody is not reached"),
        max_length=10,
        choices=choices.Replacing.choices,
        default=choices.Replacing.NEXT,
    )
    # The draw orders the frame by a hash of this and of each case: see core/sampling.py.
    seed = models.CharField(_("seed"), max_length=64)
    frame = models.PositiveIntegerField(_("how many could be drawn"))
    fingerprint = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-drawn_at"]
        constraints = [
            models.CheckConstraint(
                name="sample_is_no_larger_than_its_frame", condition=Q(size__lte=F("frame"))
            ),
            models.CheckConstraint(
                name="arrivals_of_a_sample_end_after_they_begin",
                condition=Q(arrived_until__gte=F("arrived_from")),
            ),
        ]
        indexes = [models.Index(fields=["owner_org", "-drawn_at"], name="sample_of_owner")]

    def __str__(self) -> str:
        return self.title
