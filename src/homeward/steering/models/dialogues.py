import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.places.models import Country
from homeward.programmes.models import Programme
from homeward.steering.choices import Answer, EntryKind, RequestStatus, Subject


class StateRequest(models.Model):
    """One state asks another: about what, until when. It names no person of a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    from_country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    to_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked state")
    )
    from_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # None: an authority that does not work here, in `to_name`; the asker records its answer.
    to_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("asked organisation"),
    )  # fmt: skip
    to_name = models.CharField(_("asked authority"), max_length=200, blank=True)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("programme"),
    )  # fmt: skip
    subject = models.CharField(_("about"), max_length=15, choices=Subject.choices)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what is asked"))
    # Seen by its two sides alone, or by everybody signed in.
    is_open = models.BooleanField(_("everybody who works here may read it"), default=False)
    due_on = models.DateField(_("answer until"))
    status = models.CharField(
        max_length=10, choices=RequestStatus.choices, default=RequestStatus.ASKED
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "asked_at"]
        constraints = [
            models.CheckConstraint(
                name="request_is_between_two_states",
                condition=~Q(from_country=F("to_country")),
            ),
            models.CheckConstraint(
                name="request_names_whom_it_asks",
                condition=Q(to_org__isnull=False) | ~Q(to_name=""),
            ),
            models.CheckConstraint(
                name="answered_request_has_its_answer",
                condition=~Q(status="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> str:
        return str(self.to_org) if self.to_org else self.to_name


class DialogueEntry(models.Model):
    """One line of a dialogue. Never changed."""

    request = models.ForeignKey(StateRequest, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    text = models.TextField(_("text"), blank=True)
    by_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
