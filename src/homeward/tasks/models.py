import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.places.models import Country
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.rules import LONGEST_REFERENCE


def kinds() -> list[tuple[str, Any]]:
    """Named by a function, so that a new kind of wait needs no migration."""
    return TaskKind.choices


class Stated(models.Model):
    """A rule on waits, of one programme or of all (0): a change is a new version with its day."""

    programme_id = models.IntegerField(default=0)
    valid_from = models.DateField(_("valid from"))
    day_kind = models.CharField(
        _("how days are counted"),
        max_length=10,
        choices=DayKind.choices,
        default=DayKind.CALENDAR,
    )
    source = models.CharField(_("where it is written"), max_length=200, blank=True)
    stated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class DeadlineRule(Stated):
    """How long a wait of one kind may take."""

    kind = models.CharField(max_length=30, choices=kinds)
    days = models.PositiveSmallIntegerField(_("days"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "programme_id", "valid_from"],
                name="deadline_rule_is_stated_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"


class ReminderRule(Stated):
    """When whoever holds a wait is reminded, and when its silence is told to who leads.

    Without a kind it holds for all that have no rule of their own.
    """

    kind = models.CharField(max_length=30, choices=kinds, blank=True)
    days_before = models.PositiveSmallIntegerField(_("days before"), null=True, blank=True)
    on_the_day = models.BooleanField(_("on the day"), default=True)
    days_after = models.PositiveSmallIntegerField(_("days of silence"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "programme_id", "valid_from"],
                name="reminder_rule_is_stated_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind or 'all'}: {self.days_before}, {self.days_after}"


class Weekend(models.Model):
    """On which days of the week (ISO: Monday is 1) a country's offices rest."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    days = ArrayField(models.PositiveSmallIntegerField())
    valid_from = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "valid_from"], name="weekend_is_stated_once_a_day"
            ),
            # Working days are looked for in a span that ends.
            models.CheckConstraint(
                name="weekend_leaves_days_to_work", condition=Q(days__len__lte=3)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.days}"


class CalendarYear(models.Model):
    """The holidays of this year were asked for. Not known: the library has no such country."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    is_known = models.BooleanField()
    source = models.CharField(max_length=200)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "year"], name="calendar_is_kept_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.year}"


class Holiday(models.Model):
    """A day on which a country rests; or, of one organisation, on which it rests or works alone.

    A day that hangs on the moon is known late: an organisation adds it, or says that it works on
    the day that was computed.
    """

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("where it is written"), max_length=200)
    is_off = models.BooleanField(default=True)
    owner_org = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "on", "owner_org"],
                nulls_distinct=False,
                name="holiday_is_stated_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.on}"


class Absence(models.Model):
    """Somebody is away, and a colleague does what waits for them. It ends by itself.

    Why somebody is away is nobody's business here. Two absences of one user never share a day
    (absences.sql).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cover = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(_("first day away"))
    until_on = models.DateField(_("last day away"))
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="nobody_covers_for_themselves", condition=~Q(user=F("cover"))
            ),
        ]
        indexes = [models.Index(fields=["cover", "until_on"], name="absence_of_cover")]

    def __str__(self) -> str:
        return f"{self.user_id} until {self.until_on}"


@person_level(erasure=Erasure.CLEAR, clear=("note",))
class Task(models.Model):
    """One wait. It carries no name: the case's reference, and what its own page needs to open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30, choices=kinds)
    # What it is about: a case, a referral, an instalment; no foreign key, they live above.
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    reference = models.CharField(max_length=LONGEST_REFERENCE, blank=True)
    # 0: of no programme. A wait that the database opens on a case has the case's (cases).
    programme_id = models.IntegerField(default=0, db_default=0)
    # The code of the reason why it began, never a text of somebody's.
    note = models.CharField(max_length=200, blank=True)
    holder_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waiter_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    waiter = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Silence was told to somebody who leads; without a name to the organisation's address.
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_to = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=models.Q(done_at__isnull=True),
                name="one_open_wait_of_a_kind_per_subject",
            )
        ]
        indexes = [
            models.Index(
                fields=["holder_org", "holder", "due_on"],
                condition=models.Q(done_at__isnull=True),
                name="task_open_held",
            ),
            models.Index(
                fields=["waiter_org", "waiter", "due_on"],
                condition=models.Q(done_at__isnull=True),
                name="task_open_waited",
            ),
            models.Index(
                fields=["case_id"],
                condition=models.Q(done_at__isnull=True),
                name="task_open_case",
            ),
            models.Index(fields=["subject_id"], name="task_subject"),
            # My work (queries.py): each of its parts is read in the order of the days.
            models.Index(
                fields=["holder_org", "due_on", "kind"],
                condition=Q(done_at__isnull=True, holder__isnull=True),
                name="task_open_unnamed",
            ),
            models.Index(
                fields=["holder_org", "due_on", "kind"],
                condition=Q(done_at__isnull=True),
                name="task_open_team",
            ),
            models.Index(
                fields=["waiter_org", "due_on"],
                condition=Q(done_at__isnull=True, waiter__isnull=True)
                & ~Q(holder_org=F("waiter_org")),
                name="task_open_waited_outside",
            ),
            models.Index(
                fields=["escalated_to", "due_on"],
                condition=Q(done_at__isnull=True, escalated_to__isnull=False),
                name="task_open_escalated",
            ),
            models.Index(
                fields=["due_on"], condition=Q(done_at__isnull=True), name="task_open_due"
            ),
            models.Index(
                fields=["holder_org", "reference"],
                condition=Q(done_at__isnull=True),
                name="task_open_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """As Django's, which translates all kinds each time to find the one."""
        return str(TaskKind(self.kind).label)
