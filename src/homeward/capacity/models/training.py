"""Modules in versions, plans of training, courses, who came, and what they were certified for."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import OrganisationKind
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.capacity import choices
from homeward.capacity.models.institutions import CapacityAssessment, CapacityDomain, in_words
from homeward.core.rows import IdRow, money


class Module(models.Model):
    """One version of a part of the curriculum; the latest in force is taught."""

    code = models.CharField(_("code"), max_length=30)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=200)
    goals = models.JSONField(_("what one can do afterwards"), default=list)
    hours = models.PositiveSmallIntegerField(_("hours"))
    # None: a certificate does not lapse.
    valid_months = models.PositiveSmallIntegerField(
        _("months after which a certificate lapses"), null=True, blank=True
    )
    remind_days = models.PositiveSmallIntegerField(_("days of notice before that"), default=60)
    # Which organisations need somebody trained in it; empty: all.
    needed_by = ArrayField(
        models.CharField(max_length=15, choices=OrganisationKind.choices), default=list, blank=True
    )
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("where it is written"), max_length=300)
    stated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position", "code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="module_has_a_version_once"),
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="module_version_begins_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return in_words(self.title)

    @property
    def learned(self) -> list[str]:
        return [in_words(text) for text in self.goals]


class TrainingPlan(IdRow):
    """What a partner's staff is to learn: proposed by one side, approved by the partner."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    title = models.CharField(_("title"), max_length=200)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    assessment = models.ForeignKey(
        CapacityAssessment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=choices.PlanStatus.choices, default=choices.PlanStatus.DRAFT
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.CheckConstraint(
                name="training_plan_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="training_plan_is_approved_by_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TrainingGoal(IdRow):
    plan = models.ForeignKey(TrainingPlan, on_delete=models.CASCADE, related_name="goals")
    domain = models.ForeignKey(
        CapacityDomain, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    module = models.ForeignKey(
        Module, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField(_("goal"), max_length=300)
    # Posts and numbers, nobody's name.
    who = models.CharField(_("who is trained"), max_length=200)
    by_when = models.DateField(_("by when"), null=True, blank=True)
    # Whether the partner sees to it; otherwise whoever wrote the plan does.
    by_partner = models.BooleanField(_("the partner sees to it"), default=False)
    payer = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who pays"),
    )
    cost = money(_("cost"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    met_on = models.DateField(null=True, blank=True)
    met_note = models.CharField(_("what shows it"), max_length=300, blank=True)

    class Meta:
        ordering = ["by_when", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cost_of_a_training_goal_has_a_currency",
                condition=Q(cost__isnull=True) | ~Q(currency=""),
            ),
            models.CheckConstraint(
                name="met_training_goal_says_what_shows_it",
                condition=Q(met_on__isnull=True) | ~Q(met_note=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def holder_id(self) -> int:
        return self.plan.organisation_id if self.by_partner else self.plan.owner_org_id


class Course(IdRow):
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=10)
    about = models.TextField(_("about"), blank=True)
    modules = models.ManyToManyField(Module, related_name="courses", verbose_name=_("modules"))
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class CourseSession(IdRow):
    """A course on certain days, with its seats."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=200)
    trainer = models.CharField(_("who trains"), max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"))
    status = models.CharField(
        max_length=10, choices=choices.SessionStatus.choices, default=choices.SessionStatus.PLANNED
    )
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="course_session_ends_after_it_begins",
                condition=Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return str(self.course)


class Trainee(IdRow):
    """Somebody of an organisation's staff: a user, or a name. Of no case.

    Seen by their own organisation, by who wrote them down and by who trains them.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kept_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = EncryptedTextField(_("name"))
    post = models.CharField(_("post"), max_length=120, blank=True)
    # The name was erased on request; what is counted stays.
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(user__isnull=False),
                name="colleague_is_a_trainee_once",
            )
        ]

    def __str__(self) -> str:
        if self.forgotten_at:
            return gettext("Name erased")
        return str(self.user) if self.user_id else self.name


class Attendance(IdRow):
    session = models.ForeignKey(CourseSession, on_delete=models.PROTECT, related_name="attendances")
    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="attendances")
    # Of the trainee and of the session: the row's readers.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    came = models.CharField(
        max_length=10, choices=choices.Came.choices, default=choices.Came.ENROLLED
    )
    enrolled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField()

    class Meta:
        ordering = ["enrolled_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "trainee"], name="trainee_is_enrolled_once_in_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} in {self.session_id}"


class StaffCertificate(IdRow):
    """What somebody was certified for, and when it lapses. It holds no name."""

    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="certificates")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(CourseSession, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    lapses_on = models.DateField(null=True, blank=True)
    # A later one of the same module stands in its place.
    is_renewed = models.BooleanField(default=False)

    class Meta:
        ordering = ["lapses_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "module", "session"], name="certificate_is_given_once"
            )
        ]
        indexes = [models.Index(fields=["lapses_on"], name="certificate_lapsing")]

    def __str__(self) -> str:
        return str(self.module)
