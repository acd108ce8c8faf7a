import uuid
from typing import Any

from django.db import models

from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.tasks.choices import DayKind, TaskKind


def kinds() -> list[tuple[str, Any]]:
    """Named by a function, so that a new kind of wait needs no migration."""
    return TaskKind.choices


class DeadlineRule(models.Model):
    """How long a wait may take: data with dates, per programme or for all (0)."""

    kind = models.CharField(max_length=30, choices=kinds)
    programme_id = models.IntegerField(default=0)
    valid_from = models.DateField()
    days = models.PositiveSmallIntegerField()
    day_kind = models.CharField(max_length=10, choices=DayKind.choices, default=DayKind.CALENDAR)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "programme_id", "valid_from"],
                name="deadline_rule_is_stated_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"


@person_level(erasure=Erasure.CLEAR, clear=("note",))
class Task(models.Model):
    """One wait. It carries no name: the case's reference, and what its own page needs to open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30, choices=kinds)
    # What it is about: a case, a referral, an instalment; no foreign key, they live above.
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    reference = models.CharField(max_length=40, blank=True)
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
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"
