"""What must be there before somebody travels, how they travel, and whether they did."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.departures import choices
from homeward.files.models import StoredFile
from homeward.persons.models import PersonRow
from homeward.places.names import language
from homeward.programmes.models import Programme


class ChecklistItem(models.Model):
    """What a departure needs, for a time: a programme's own, or with no programme for everybody.

    A programme that states items of its own takes these alone.
    """

    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    code = models.SlugField(_("code"), max_length=30)
    names = models.JSONField(default=dict, help_text="language -> name")
    for_whom = models.CharField(
        _("for whom"), max_length=15, choices=choices.ForWhom.choices, default=choices.ForWhom.CASE
    )
    # Health items are rows of class Health on the case: whoever is not cleared sees none of them.
    is_health = models.BooleanField(_("tells of the person's health"), default=False)
    is_required = models.BooleanField(_("needed before the travel"), default=True)
    days_before = models.PositiveSmallIntegerField(_("days before the travel"), default=0)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(_("where this is asked"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "valid_from"],
                name="checklist_item_is_stated_once_a_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="checklist_item_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.names.get(language()) or self.names.get("en") or self.code)

    @property
    def data_class(self) -> DataClass:
        return DataClass.HEALTH if self.is_health else DataClass.PROFILE


@tracked()
@person_level(erasure=Erasure.DELETE)
class DepartureItem(PersonRow):
    """One thing on a case's list: who brings it until when, and the file that shows it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="departure_items")
    template = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=choices.ItemState.choices, default=choices.ItemState.NEEDED
    )
    holder_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holder = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    remark = EncryptedTextField(_("remark"))
    why_not = EncryptedTextField(_("why it is not needed"))
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "template"],
                name="departure_asks_each_thing_of_a_person_once",
            )
        ]

    def __str__(self) -> str:
        return f"departure item of {self.case_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class TravelLeg(PersonRow):
    """One ticket of the way home. Times are the place's own, so each has its zone."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.PROFILE, editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="travel_legs")
    position = models.PositiveSmallIntegerField()
    from_place = models.CharField(_("from"), max_length=120)
    to_place = models.CharField(_("to"), max_length=120)
    carrier = models.CharField(_("carrier"), max_length=80, blank=True)
    number = models.CharField(_("flight, train or ship"), max_length=20, blank=True)
    departs_at = models.DateTimeField()
    departs_zone = models.CharField(_("time zone there"), max_length=60)
    arrives_at = models.DateTimeField()
    arrives_zone = models.CharField(_("time zone there"), max_length=60)
    booking = EncryptedTextField(_("booking reference"))
    remark = EncryptedTextField(_("seats and remarks"))
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"],
                name="legs_of_a_travel_stand_in_one_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="leg_arrives_after_it_departs", condition=Q(arrives_at__gt=F("departs_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"leg {self.position} of {self.case_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("reason",))
class DepartureAnswer(CaseRow):
    """What the host side said of the departure. The last one holds; two of them are final."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="departure_answers")
    answer = models.CharField(max_length=15, choices=choices.Answer.choices)
    departed_on = models.DateField(null=True, blank=True)
    postponed_to = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=15, choices=choices.NotDeparted.choices, blank=True)
    reason = EncryptedTextField(_("what happened"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answer__in=[choices.Answer.DEPARTED, choices.Answer.NOT_DEPARTED]),
                name="departure_is_settled_once",
            ),
            models.CheckConstraint(
                name="departure_answer_says_when_or_why",
                condition=Q(answer=choices.Answer.DEPARTED, departed_on__isnull=False)
                | Q(answer=choices.Answer.POSTPONED, postponed_to__isnull=False)
                | (Q(answer=choices.Answer.NOT_DEPARTED) & ~Q(why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} of {self.case_id}"
