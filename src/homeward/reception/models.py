"""Charters and who is on them, what a desk notes on the day, and centres with their places."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.choices import ArrivalNeed
from homeward.cases.models import Arrival, Case
from homeward.persons.models import PersonRow
from homeward.places.models import Country, PointOfEntry
from homeward.programmes.models import Corridor, Programme
from homeward.reception import choices


class ArrivalRow(PersonRow):
    """A row of class Profile, as the arrival itself, unless its model says otherwise."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.PROFILE, editable=False
    )

    class Meta(PersonRow.Meta):
        abstract = True


class EntryTask(models.Model):
    """Which organisation receives, or checks, at a point of entry. No person is named here."""

    entry = models.ForeignKey(PointOfEntry, on_delete=models.PROTECT, related_name="tasks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("part"), max_length=10, choices=choices.EntryPart.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "organisation", "part"], name="organisation_has_a_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} at {self.entry}"


class Charter(models.Model):
    """A flight that brings many. The host organisation fills it; the desk sees it once announced.

    It names no person: who is on it stands in `ManifestEntry`, under the gate.
    """

    host_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    corridor = models.ForeignKey(Corridor, on_delete=models.PROTECT, related_name="+")
    reception_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    carrier = models.CharField(_("carrier"), max_length=80, blank=True)
    flight = models.CharField(_("flight"), max_length=20)
    from_place = models.CharField(_("from"), max_length=80, blank=True)
    entry = models.ForeignKey(PointOfEntry, on_delete=models.PROTECT, related_name="+")
    departs_at = models.DateTimeField(_("departs at"), null=True, blank=True)
    lands_at = models.DateTimeField(_("lands at"))
    status = models.CharField(
        max_length=10, choices=choices.CharterStatus.choices, default=choices.CharterStatus.DRAFT
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    landed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-lands_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["host_org", "flight", "lands_at"], name="charter_is_made_once"
            ),
            models.CheckConstraint(
                name="charter_lands_after_it_departs",
                condition=Q(departs_at__isnull=True) | Q(departs_at__lt=F("lands_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["reception_org", "lands_at"], name="charter_received"),
        ]

    def __str__(self) -> str:
        return self.flight

    def get_absolute_url(self) -> str:
        return reverse("reception:charter", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in {choices.CharterStatus.DRAFT, choices.CharterStatus.ANNOUNCED}


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("number",))
class ManifestEntry(ArrivalRow):
    """One person on a charter's manifest. `key` knows the row again when the sheet comes anew."""

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="entries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    # Keyed digests under the organisation's secret: they tell nothing of what stood in the row.
    key = models.CharField(max_length=64)
    said = models.CharField(max_length=64)
    family = models.CharField(max_length=64, blank=True)
    number = models.CharField(_("manifest number"), max_length=20, blank=True)
    needs = ArrayField(
        models.CharField(max_length=20, choices=ArrivalNeed.choices), default=list, blank=True
    )
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta(ArrivalRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["charter", "key"], name="row_comes_onto_a_manifest_once"
            ),
            models.UniqueConstraint(
                fields=["charter", "person"], name="person_is_on_a_manifest_once"
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"

    def get_needs(self) -> list[str]:
        return [str(ArrivalNeed(need).label) for need in self.needs]


@tracked()
@person_level(erasure=Erasure.DELETE)
class Preparation(ArrivalRow):
    """Who prepares what for an arrival, until when. Whether it is ready stands in the arrival."""

    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="preparations")
    need = models.CharField(max_length=20, choices=ArrivalNeed.choices)
    preparer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(_("until"), null=True, blank=True)
    note = EncryptedTextField(_("what exactly"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(ArrivalRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["arrival", "need"], name="need_is_prepared_by_one_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need} for {self.arrival_id}"


@person_level(erasure=Erasure.CLEAR)
class CheckIn(ArrivalRow):
    """What the desk said of a party, as it reached us: once for each key that a phone made."""

    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="check_ins")
    key = models.UUIDField()
    presence = models.CharField(max_length=12, choices=choices.Presence.choices)
    adults = models.PositiveSmallIntegerField(default=0)
    children = models.PositiveSmallIntegerField(default=0)
    # Who of the household stood there, by place on the list, where the names are shared.
    places = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    # When it was said at the desk, by the phone's clock; when it reached us, by ours.
    said_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(ArrivalRow.Meta):
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["owner_org", "key"], name="check_in_counts_once")
        ]

    def __str__(self) -> str:
        return f"{self.presence} of {self.arrival_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Orientation(ArrivalRow):
    """The first talk at the desk: in which language, what was given, what was asked."""

    arrival = models.OneToOneField(Arrival, on_delete=models.CASCADE, related_name="orientation")
    language = models.CharField(_("language"), max_length=10, blank=True)
    has_interpreter = models.BooleanField(_("with an interpreter"), default=False)
    leaflet_given = models.BooleanField(_("leaflet given"), default=False)
    questions = EncryptedTextField(_("questions"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"orientation of {self.arrival_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class HealthScreening(PersonRow):
    """How one person was on arrival. Of class Health: reading it is logged."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.HEALTH, editable=False
    )
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="screenings")
    result = models.CharField(_("result"), max_length=10, choices=choices.ScreeningResult.choices)
    sent_to = EncryptedTextField(_("sent to"))
    note = EncryptedTextField(_("what was seen"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["arrival", "person"], name="person_is_screened_once_an_arrival"
            )
        ]

    def __str__(self) -> str:
        return f"screening of {self.person_id}"


@person_level(erasure=Erasure.CLEAR)
class HandOver(ArrivalRow):
    """The case organisation has taken over: who, and when. A row of the one that took over."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_overs")
    receiver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(ArrivalRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["owner_org", "case"], name="case_is_taken_over_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} taken over"


class Centre(models.Model):
    """A reception centre: whose, where, open from when to when. No person is named here."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("place"), max_length=120, blank=True)
    opens_on = models.DateField(_("open from"))
    closes_on = models.DateField(_("open until"), null=True, blank=True)
    services = models.CharField(_("what is offered there"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="centre_has_a_name_of_its_own"
            ),
            models.CheckConstraint(
                name="centre_closes_after_it_opens",
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reception:centre", args=[self.pk])


class Room(models.Model):
    """Beds of one kind. Beds that can't be used now are held back, not taken away."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(_("room"), max_length=60)
    kind = models.CharField(_("for whom"), max_length=12, choices=choices.PlaceKind.choices)
    beds = models.PositiveSmallIntegerField(_("beds"))
    held_back = models.PositiveSmallIntegerField(_("beds held back"), default=0)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "name"], name="room_has_a_name_of_its_own"),
            models.CheckConstraint(
                name="room_holds_back_what_it_has", condition=Q(held_back__lte=F("beds"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BedNight(models.Model):
    """A bed that is taken on a night. It names nobody, and no bed is taken twice."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="taken")
    bed = models.PositiveSmallIntegerField()
    night = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "bed", "night"], name="bed_has_one_person_a_night"
            )
        ]
        indexes = [models.Index(fields=["night", "room"], name="bed_taken_by_night")]

    def __str__(self) -> str:
        return f"bed {self.bed} of {self.room_id} on {self.night}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("left_where",))
class Stay(ArrivalRow):
    """One person in one bed, or on the list for one. Its nights are taken in `BedNight`."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="stays")
    kind = models.CharField(_("kind of place"), max_length=12, choices=choices.PlaceKind.choices)
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.PROTECT, related_name="stays"
    )
    bed = models.PositiveSmallIntegerField(_("bed"), null=True, blank=True)
    case_reference = models.CharField(_("case number"), max_length=20, blank=True)
    from_on = models.DateField(_("first night"))
    # The morning on which the bed is free again.
    until_on = models.DateField(_("leaves on"))
    status = models.CharField(
        max_length=10, choices=choices.StayStatus.choices, default=choices.StayStatus.BOOKED
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    left_to = models.CharField(
        _("left to"), max_length=12, choices=choices.LeftTo.choices, blank=True
    )
    left_where = EncryptedTextField(_("where exactly"))

    class Meta(ArrivalRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="stay_has_at_least_a_night", condition=Q(until_on__gt=F("from_on"))
            ),
            models.CheckConstraint(
                name="stay_has_a_bed_unless_it_waits",
                condition=Q(status__in=["waiting", "cancelled"])
                | Q(room__isnull=False, bed__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["centre", "person"],
                condition=Q(status__in=["waiting", "booked", "staying"]),
                name="person_has_one_place_in_a_centre",
            ),
        ]
        indexes = [
            *ArrivalRow.Meta.indexes,
            models.Index(fields=["centre", "until_on"], name="stay_of_centre"),
        ]

    def __str__(self) -> str:
        return f"stay {self.pk}"

    @property
    def last_night(self) -> date:
        return self.until_on - timedelta(days=1)
