import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.places.models import Area, Country
from homeward.places.names import language
from homeward.services.choices import Access, Hub, LocationType
from homeward.services.models.service import Service


class Location(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=LocationType.choices, default=LocationType.PHYSICAL
    )
    name = models.CharField(_("name"), max_length=255, blank=True)
    names = models.JSONField(default=dict, blank=True, help_text="language -> name")
    alternate_name = models.CharField(max_length=255, blank=True)
    description = models.TextField(_("description"), blank=True)
    transportation = models.TextField(_("how to get there"), blank=True)
    address = models.TextField(_("address"), blank=True)
    city = models.CharField(_("town"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=30, blank=True)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    # Whose place it is; empty where several share it or nobody said.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="locations"
    )
    hub = models.CharField(
        _("leads on to services"), max_length=25, choices=Hub.choices, blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    url = models.URLField(_("web page"), max_length=500, blank=True)
    # What `accessibility` says in words, as far as it can be filtered by.
    access = ArrayField(
        models.CharField(max_length=20, choices=Access.choices),
        default=list,
        blank=True,
        verbose_name=_("accessibility"),
    )
    # A shelter's place is told on the phone, never shown.
    is_confidential = models.BooleanField(_("confidential place"), default=False)
    source_record = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="location_is_known_once_to_a_source",
                condition=~Q(source=""),
            ),
            models.CheckConstraint(
                name="location_lies_on_the_globe",
                condition=(Q(latitude__isnull=True) & Q(longitude__isnull=True))
                | (Q(latitude__range=(-90, 90)) & Q(longitude__range=(-180, 180))),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name or self.city

    @property
    def shown_name(self) -> str:
        """Its name in the reader's language where it has one."""
        return str(self.names.get(language(), self.name))

    @property
    def access_labels(self) -> list[str]:
        known = dict(Access.choices)
        return [str(known.get(feature, feature)) for feature in self.access]


class Accessibility(models.Model):
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="accessibility")
    description = models.TextField(_("description"))
    details = models.TextField(_("details"), blank=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "accessibility"

    def __str__(self) -> str:
        return self.description


class ServiceAtLocation(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="at_locations")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="at_locations")
    description = models.TextField(_("description"), blank=True)
    # Where somebody new is received, who is sent on from there.
    is_intake_point = models.BooleanField(_("intake point"), default=False)
    intake_notes = models.TextField(_("about the intake"), blank=True)
    uid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "location"], name="service_is_at_a_location_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_id} at {self.location_id}"


class Schedule(models.Model):
    """When a service is open. A rule of RFC 5545 in parts, as HSDS has it, or words.

    Of a service, there or everywhere; without a service, of the whole location.
    """

    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="schedules"
    )
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.CASCADE, related_name="schedules"
    )
    freq = models.CharField(max_length=10, blank=True)
    interval = models.PositiveSmallIntegerField(default=1)
    byday = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    bymonthday = ArrayField(models.SmallIntegerField(), default=list, blank=True)
    # The day from which the interval counts, and the last one of the rule.
    dtstart = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    # Empty: the time of the place's country.
    timezone = models.CharField(max_length=60, blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    description = models.TextField(blank=True)
    descriptions = models.JSONField(default=dict, blank=True, help_text="language -> words")
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="schedule_is_of_a_service_or_a_location",
                condition=Q(service__isnull=False) | Q(location__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.description or ",".join(self.byday)
