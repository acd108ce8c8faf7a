"""Of a person: the work they did, what they can do, what shows it, and what they wish for."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.assessments.models import Assessment
from homeward.audit.tracking import tracked
from homeward.careers.choices import Recognition, SearchOutcome, SkillLevel, TrainingAnswer
from homeward.cases.choices import SaidBy
from homeward.cases.models import Case, CaseRow
from homeward.occupations.models import Occupation, Skill
from homeward.offers.choices import Intensity, OfferKind, WagePeriod
from homeward.offers.models import Offer
from homeward.papers.models import Paper
from homeward.places.models import Country


class CareerRow(CaseRow):
    """What is known of a person's work, with who said it and when. It outlives a case."""

    said_by = models.CharField(
        _("who says so"), max_length=20, choices=SaidBy.choices, default=SaidBy.PERSON
    )
    said_by_name = EncryptedTextField(_("name of who says so"))
    said_on = models.DateField(_("said on"))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Taken off the profile; the row stays, so that nothing is asked or proposed again.
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_why = EncryptedTextField(_("why it is left out"))

    class Meta(CaseRow.Meta):
        abstract = True


@tracked()
@person_level(erasure=Erasure.DELETE)
class PastWork(CareerRow):
    """An occupation held. Without an entry of ESCO it is kept as the person calls it."""

    occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    called = EncryptedTextField(_("as the person calls it"))
    years = models.DecimalField(
        _("years of practice"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    from_on = models.DateField(_("from"), null=True, blank=True)
    to_on = models.DateField(_("until"), null=True, blank=True)
    is_current = models.BooleanField(_("still doing it"), default=False)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    employer = EncryptedTextField(_("where, and for whom"))
    # The answer that it was taken from: the assessment, and the place of its question.
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer_place = models.CharField(max_length=120, blank=True)

    class Meta(CareerRow.Meta):
        ordering = ["-is_current", F("to_on").desc(nulls_last=True), "-added_at"]
        constraints = [
            models.CheckConstraint(
                name="past_work_ends_after_it_begins",
                condition=Q(from_on__isnull=True)
                | Q(to_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["assessment", "answer_place"],
                condition=Q(assessment__isnull=False),
                name="answer_on_work_is_taken_up_once",
            ),
        ]

    def __str__(self) -> str:
        return f"past work {self.pk}"

    @property
    def title(self) -> str:
        return str(self.occupation or self.called)

    @property
    def practice(self) -> Decimal | int | None:
        """The years as one says them: 6, or 2.5."""
        years = self.years
        return int(years) if years is not None and years == int(years) else years


@tracked()
@person_level(erasure=Erasure.DELETE)
class Certificate(CareerRow):
    """A certificate, whether there is a paper of it or not. Its link is for people to follow."""

    title = EncryptedTextField(_("what it is"))
    issuer = EncryptedTextField(_("issued by"))
    number = EncryptedTextField(_("number"))
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recognition = models.CharField(
        _("recognition"),
        max_length=12,
        choices=Recognition.choices,
        default=Recognition.UNKNOWN,
    )
    recognised_by = EncryptedTextField(_("recognised by"))
    recognised_in = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Never fetched by the server: it may hold a number of the person's.
    verification_link = EncryptedTextField(_("link to verify it"))
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer_place = models.CharField(max_length=120, blank=True)

    class Meta(CareerRow.Meta):
        ordering = [F("issued_on").desc(nulls_last=True), "-added_at"]
        constraints = [
            models.CheckConstraint(
                name="certificate_ends_after_it_was_issued",
                condition=Q(issued_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("issued_on")),
            ),
            models.UniqueConstraint(
                fields=["assessment", "answer_place"],
                condition=Q(assessment__isnull=False),
                name="answer_on_training_is_taken_up_once",
            ),
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class HeldSkill(CareerRow):
    """A skill that somebody has, and how that is known."""

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(
        _("how it is known"),
        max_length=10,
        choices=SkillLevel.choices,
        default=SkillLevel.OWN_WORD,
    )
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.SET_NULL, related_name="skills"
    )

    class Meta(CareerRow.Meta):
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "skill", "owner_org"],
                condition=Q(set_aside_at__isnull=True),
                name="skill_is_held_once",
            )
        ]

    def __str__(self) -> str:
        return f"held skill {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Wish(CaseRow):
    """What a person wishes for, as stated at one time. The newest holds; those before stay."""

    kinds = ArrayField(
        models.CharField(max_length=12, choices=OfferKind.choices), default=list, blank=True
    )
    # Keys of occupations.Occupation and places.Area, which are never removed. A table between
    # would be one more of a person's.
    occupation_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    area_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    max_km = models.PositiveIntegerField(_("farthest way"), null=True, blank=True)
    weekly_hours = models.DecimalField(
        _("hours a week at most"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    needs_child_care = models.BooleanField(_("needs child care"), null=True)
    needs_transport = models.BooleanField(_("needs transport"), null=True)
    intensity_at_most = models.CharField(
        _("hardest work"), max_length=10, choices=Intensity.choices, blank=True
    )
    wage_at_least = models.DecimalField(
        _("lowest wage"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    wage_period = models.CharField(
        _("paid"), max_length=10, choices=WagePeriod.choices, default=WagePeriod.MONTH
    )
    from_on = models.DateField(_("free from"), null=True, blank=True)
    words = EncryptedTextField(_("in their own words"))
    # Agreed with the person: when the search is looked at again if nothing was found.
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    said_by = models.CharField(
        _("who says so"), max_length=20, choices=SaidBy.choices, default=SaidBy.PERSON
    )
    is_from_portal = models.BooleanField(default=False, editable=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["-added_at"]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(fields=["person", "-added_at"], name="wish_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="wished_wage_says_its_currency",
                condition=Q(wage_at_least__isnull=True) | ~Q(currency=""),
            )
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("words",))
class TrainingTalk(CaseRow):
    """A training was proposed for a gap, and what the person said to it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="training_talks")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    # The occupation that it leads to; empty where it is for a business of their own.
    occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(_("what they say"), max_length=10, choices=TrainingAnswer.choices)
    words = EncryptedTextField(_("in their own words"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"talk on training {self.pk}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("words",))
class SearchReview(CaseRow):
    """The search for work or a place was looked at again, and how it goes on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="search_reviews")
    outcome = models.CharField(_("how it goes on"), max_length=14, choices=SearchOutcome.choices)
    words = EncryptedTextField(_("why"))
    next_on = models.DateField(_("look again on"), null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="search_that_goes_on_is_looked_at_again",
                condition=Q(outcome__in=["found", "stopped"]) | Q(next_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"review of a search {self.pk}"
