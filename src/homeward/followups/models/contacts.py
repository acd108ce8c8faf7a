"""Follow-ups of a person, and the tries to reach them: rows of the case."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.followups import choices
from homeward.followups.models.planning import NamedBody, PlanStep, Relay, Sample
from homeward.persons.choices import ConsentWay
from homeward.surveys.models import Wave


class ContactRow(CaseRow):
    """A row of class Contact on a case."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CONTACT, editable=False
    )

    class Meta(CaseRow.Meta):
        abstract = True


class SurveyRow(CaseRow):
    """A row of class Survey on a case."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.SURVEY, editable=False
    )

    class Meta(CaseRow.Meta):
        abstract = True


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("note",))
class FollowUp(CaseRow):
    """One follow-up of a case's year: planned, held, or not held."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups")
    # None: planned by hand, on a day that somebody named.
    step = models.ForeignKey(
        PlanStep, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("how"), max_length=10, choices=choices.Kind.choices)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("should be held by"))
    holder = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.PLANNED
    )
    why = models.CharField(max_length=15, choices=choices.NotDone.choices, blank=True)
    held_on = models.DateField(null=True, blank=True)
    note = EncryptedTextField(_("what was said"))
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["opens_on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "case", "step"], name="follow_up_is_planned_once_by_its_owner"
            ),
            models.CheckConstraint(
                name="follow_up_opens_before_it_closes", condition=Q(opens_on__lte=F("closes_on"))
            ),
            models.CheckConstraint(
                name="follow_up_that_ended_says_how",
                condition=Q(status="planned", ended_at__isnull=True, held_on__isnull=True, why="")
                | Q(status="done", ended_at__isnull=False, held_on__isnull=False, why="")
                | Q(status="not_done", ended_at__isnull=False, held_on__isnull=True) & ~Q(why=""),
            ),
        ]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(
                fields=["owner_org", "closes_on"],
                condition=Q(status="planned"),
                name="follow_up_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"

    @property
    def is_planned(self) -> bool:
        return self.status == choices.Status.PLANNED


@person_level(erasure=Erasure.DELETE)
class ContactWish(ContactRow):
    """How somebody wishes to be contacted, and what a relay may be told. The latest one holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contact_wishes")
    channel = models.CharField(_("best way"), max_length=10, choices=choices.Channel.choices)
    best_time = models.CharField(_("best time"), max_length=10, choices=choices.Time.choices)
    refused = ArrayField(
        models.CharField(max_length=10, choices=choices.Channel.choices),
        default=list,
        blank=True,
        verbose_name=_("ways not to use"),
    )
    leave_word = models.BooleanField(_("a message may be left with whoever answers"))
    safe_words = EncryptedTextField(_("how to say who calls, so that nobody else learns why"))
    relays = models.CharField(
        _("what somebody who helps to find me may be told"),
        max_length=15,
        choices=choices.Told.choices,
    )
    way = models.CharField(_("said"), max_length=20, choices=ConsentWay.choices)
    said_on = models.DateField(_("said on"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(ContactRow.Meta):
        ordering = ["-at"]
        indexes = [
            *ContactRow.Meta.indexes,
            models.Index(fields=["person", "-at"], name="wish_latest"),
        ]

    def __str__(self) -> str:
        return f"contact of {self.person_id}"

    @property
    def refused_in_words(self) -> list[str]:
        return [str(choices.Channel(one).label) for one in self.refused]


@person_level(erasure=Erasure.CLEAR, clear=("note",))
class Try(ContactRow):
    """One try to reach somebody: when, how, by whom, and what came of it. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tries")
    wave = models.ForeignKey(
        Wave, null=True, blank=True, on_delete=models.PROTECT, related_name="tries"
    )
    follow_up = models.ForeignKey(
        FollowUp, null=True, blank=True, on_delete=models.PROTECT, related_name="tries"
    )
    channel = models.CharField(_("how"), max_length=10, choices=choices.Channel.choices)
    result = models.CharField(_("what came of it"), max_length=15, choices=choices.Result.choices)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    next_on = models.DateField(_("try again on"), null=True, blank=True)
    note = EncryptedTextField(_("note"))

    class Meta(ContactRow.Meta):
        ordering = ["-at"]
        indexes = [
            *ContactRow.Meta.indexes,
            models.Index(fields=["case", "-at"], name="try_of_case"),
            models.Index(fields=["wave"], name="try_of_wave"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.result}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Errand(ContactRow):
    """A relay is asked to find somebody, and told what that person agreed to; then it reports."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="errands")
    relay = models.ForeignKey(Relay, on_delete=models.PROTECT, related_name="errands")
    task = models.CharField(
        _("what they are asked"), max_length=12, choices=choices.RelayTask.choices
    )
    told = models.CharField(_("what they are told"), max_length=15, choices=choices.Told.choices)
    # What lets it be told: the wish that held when it was.
    wish = models.ForeignKey(ContactWish, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("report by"))
    tries = models.PositiveSmallIntegerField(_("how often they tried"), null=True, blank=True)
    result = models.CharField(
        _("what they report"), max_length=12, choices=choices.ErrandResult.choices, blank=True
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(ContactRow.Meta):
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "relay"],
                condition=Q(reported_at__isnull=True),
                name="relay_looks_for_somebody_once_at_a_time",
            ),
            models.CheckConstraint(
                name="relay_is_told_something", condition=~Q(told=choices.Told.NOTHING)
            ),
        ]

    def __str__(self) -> str:
        return f"errand for {self.case_id}"

    @property
    def is_open(self) -> bool:
        return self.reported_at is None


@tracked()
@person_level(erasure=Erasure.CLEAR)
class ContactLoss(ContactRow):
    """Contact was lost, why and since when; and when they were found again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contact_losses")
    why = models.CharField(_("why"), max_length=15, choices=choices.Loss.choices)
    since_on = models.DateField(_("since"))
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True, blank=True)
    found_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(ContactRow.Meta):
        ordering = ["-noted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "case"],
                condition=Q(found_at__isnull=True),
                name="contact_is_lost_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"contact lost: {self.case_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Monitoring(SurveyRow):
    """A case is followed after it is closed: by which named body, on a consent, until when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="monitorings")
    body = models.ForeignKey(NamedBody, on_delete=models.PROTECT, related_name="monitorings")
    # By itself, since what the body may see is asked of its organisation.
    body_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SurveyRow.Meta):
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "case"],
                condition=Q(ended_at__isnull=True),
                name="one_body_follows_a_case_at_a_time",
            ),
            models.CheckConstraint(
                name="monitoring_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
            ),
        ]
        indexes = [
            *SurveyRow.Meta.indexes,
            models.Index(fields=["body"], name="followed_by_body"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} followed by {self.body_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Draw(SurveyRow):
    """Somebody of a sample's frame: in which part, at which place of it, drawn or in reserve."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="draws")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="draws")
    stratum = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=choices.Drawing.choices)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SurveyRow.Meta):
        ordering = ["stratum", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "case"], name="case_is_in_a_frame_once"),
            models.UniqueConstraint(
                fields=["sample", "stratum", "position"], name="place_in_a_stratum_is_one_s_own"
            ),
            models.CheckConstraint(
                name="a_replacement_takes_somebody_s_place",
                condition=Q(state="replacement", replaces__isnull=False)
                | Q(state__in=["drawn", "reserve"], replaces__isnull=True)
                | Q(state="replaced"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stratum} {self.position}"
