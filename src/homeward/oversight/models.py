import uuid
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.core.commas import enumerated
from homeward.oversight.choices import Decision, Happening, Risk, Way
from homeward.persons.models import PersonRow
from homeward.programmes.models import Programme

HOURS = timedelta(hours=72)


class ProcessingRecord(models.Model):
    """GDPR art. 30(1), for one programme. Each saving is a version; none is overwritten."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    controller = models.TextField(_("Controller and contact"))
    joint_controllers = models.TextField(_("Joint controllers"), blank=True)
    processors = models.TextField(_("Processors"), blank=True)
    purposes = models.TextField(_("Purposes"))
    persons = models.TextField(_("Whose data"))
    categories = models.TextField(_("Kinds of data"))
    recipients = models.TextField(_("Recipients"), blank=True)
    transfers = models.TextField(_("Transfers to other countries, and their ground"), blank=True)
    retention = models.TextField(_("How long it is kept"), blank=True)
    security = models.TextField(_("Security measures"), blank=True)
    reviewed_on = models.DateField(_("Reviewed on"))
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "programme", "version"],
                name="record_of_processing_has_one_text_a_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.version}"

    def lines(self, names: tuple[str, ...]) -> list[tuple[str, str]]:
        """Label and text of each of these parts."""
        labels = {field.name: str(field.verbose_name) for field in self._meta.fields}
        return [(labels[name], getattr(self, name)) for name in names]


class Breach(models.Model):
    """One breach of personal data. It names nobody: persons stand in Affected."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    title = models.CharField(_("In one line"), max_length=160)
    what = models.TextField(_("What happened"))
    happened_at = models.DateTimeField(_("Happened"))
    # The 72 hours run from here.
    aware_at = models.DateTimeField(_("Noticed"))
    data_classes = ArrayField(models.PositiveSmallIntegerField(), default=list)
    about_persons = models.PositiveIntegerField(_("About how many persons"), null=True, blank=True)
    risk = models.CharField(max_length=10, choices=Risk.choices, default=Risk.UNKNOWN)
    assessment = models.TextField(_("Likely consequences"), blank=True)
    measures = models.TextField(_("Measures taken"), blank=True)
    authority = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN)
    why_not_authority = models.TextField(blank=True)
    authority_told_at = models.DateTimeField(null=True)
    authority_reference = models.CharField(max_length=100, blank=True)
    why_late = models.TextField(blank=True)
    persons = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN)
    why_not_persons = models.TextField(blank=True)
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    lessons = models.TextField(_("What is done so that it does not happen again"), blank=True)

    class Meta:
        ordering = ["-aware_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "number"], name="breach_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def authority_due(self) -> datetime:
        return self.aware_at + HOURS

    @property
    def classes_in_words(self) -> str:
        return enumerated(str(DataClass(number).label) for number in self.data_classes)


class BreachEvent(models.Model):
    """What was done about a breach, in order."""

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=20, choices=Happening.choices)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.breach}: {self.what}"


@person_level(erasure=Erasure.DELETE)
class Affected(PersonRow):
    """A person whom a breach concerns, and the record of having told them."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="affected")
    found_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)
    language = models.CharField(max_length=10, blank=True)
    text = EncryptedTextField(help_text="as it was sent or read out")

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["breach", "person"], name="person_is_affected_once")
        ]

    def __str__(self) -> str:
        return f"{self.breach_id}: {self.person_id}"
