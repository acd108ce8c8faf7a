"""A person's search, candidacies, placement and what came of it: rows of the case."""

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
from homeward.core.rows import money
from homeward.employment import choices
from homeward.employment.models.employers import MatchingRule, WageFloor
from homeward.offers.choices import OfferKind, WagePeriod
from homeward.offers.models import Offer
from homeward.persons.models import PersonRow
from homeward.places.models import Area
from homeward.plans.models import PlanLine

ENDED = [choices.Status.PLACED, choices.Status.REFUSED, choices.Status.WITHDRAWN]


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("note",))
class JobSearch(CaseRow):
    """A person looks for work with our help: from the profile on, until it leads somewhere."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="job_searches")
    began_on = models.DateField(_("profiled on"))
    kinds = ArrayField(
        models.CharField(max_length=12, choices=OfferKind.choices),
        default=list,
        blank=True,
        verbose_name=_("kinds of work wanted"),
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = EncryptedTextField(_("what matters to the person"))
    reorient_on = models.DateField(_("looks elsewhere from"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, choices=choices.SearchEnd.choices, blank=True)
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta(CaseRow.Meta):
        ordering = ["began_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "person"],
                condition=Q(ended_on__isnull=True),
                name="person_has_one_search_under_way",
            ),
            models.CheckConstraint(
                name="ended_search_says_where_it_led",
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(ended_on__isnull=False) & ~Q(end_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"search of {self.case_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("note",))
class Candidacy(CaseRow):
    """One person for one vacancy. What both sides wish counts, and who said so."""

    number = models.CharField(_("number"), max_length=20)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="candidacies")
    search = models.ForeignKey(
        JobSearch, null=True, blank=True, on_delete=models.PROTECT, related_name="candidacies"
    )
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="candidacies")
    employer_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=12, choices=choices.Status.choices, default=choices.Status.PROPOSED
    )
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    # Why this one: the matching's reasons in short, or the adviser's own.
    note = EncryptedTextField(_("why this vacancy"))
    person_wish = models.CharField(
        max_length=10, choices=choices.Wish.choices, default=choices.Wish.UNDECIDED
    )
    person_wish_on = models.DateField(null=True, blank=True)
    person_wish_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The candidate agrees that the employer learns name and phone.
    may_be_named = models.BooleanField(_("may be named"), default=False)
    employer_wish = models.CharField(
        max_length=10, choices=choices.Wish.choices, default=choices.Wish.UNDECIDED
    )
    # None with a day: by the employer itself, through its link.
    employer_wish_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    employer_wish_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    shortlisted_on = models.DateField(null=True, blank=True)
    interviewed_on = models.DateField(null=True, blank=True)
    offered_on = models.DateField(null=True, blank=True)
    placed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    refused_by = models.CharField(max_length=10, choices=choices.Side.choices, blank=True)
    refusal = models.CharField(max_length=15, choices=choices.Refusal.choices, blank=True)
    withdraw_reason = models.CharField(
        max_length=20, choices=choices.WithdrawReason.choices, blank=True
    )

    class Meta(CaseRow.Meta):
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "number"], name="candidacy_number_is_its_owner_s_own"
            ),
            models.UniqueConstraint(
                fields=["owner_org", "person", "offer"],
                condition=~Q(status__in=["refused", "withdrawn"]),
                name="person_is_once_a_candidate_for_a_vacancy",
            ),
            models.CheckConstraint(
                name="refused_candidacy_says_who_and_why",
                condition=~Q(status="refused") | ~Q(refused_by="") & ~Q(refusal=""),
            ),
            models.CheckConstraint(
                name="withdrawn_candidacy_has_a_reason",
                condition=~Q(status="withdrawn") | ~Q(withdraw_reason=""),
            ),
            models.CheckConstraint(
                name="nobody_is_shown_to_an_employer_without_a_yes",
                condition=Q(status__in=["proposed", "refused", "withdrawn"]) | Q(person_wish="yes"),
            ),
            models.CheckConstraint(
                name="nobody_is_placed_where_the_employer_does_not_want",
                condition=~Q(status__in=["wanted", "interview", "offered", "placed"])
                | Q(employer_wish="yes"),
            ),
        ]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(fields=["offer", "status"], name="candidacy_of_offer"),
            models.Index(fields=["employer_org", "status"], name="candidacy_at_employer"),
        ]

    def __str__(self) -> str:
        return self.number


@tracked()
@person_level(erasure=Erasure.DELETE)
class CandidateFact(PersonRow):
    """A fact as it was chosen for one employer: what its page shows, and no more of the file."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="facts")
    employer_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices)
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20)
    value = EncryptedTextField(_("value"))
    said_by = models.CharField(max_length=20, blank=True)
    said_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    # Tells who the candidate is: shown once the candidate agrees to be named.
    is_name = models.BooleanField(default=False)

    class Meta(PersonRow.Meta):
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.kind} for {self.candidacy_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("place",))
class Interview(CaseRow):
    """A day on which the two meet: named by the employer, agreed with the candidate."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="interviews")
    employer_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    place = EncryptedTextField(_("where"))
    named_at = models.DateTimeField()
    # Agreed with the candidate; None: not yet.
    agreed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=choices.InterviewOutcome.choices, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["on", "named_at"]

    def __str__(self) -> str:
        return f"interview on {self.on}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Placement(CaseRow):
    """Somebody begins to work: what was agreed, and whether it is decent work."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="placements")
    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="placement")
    employer_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("first day of work"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    contract = models.CharField(_("contract"), max_length=12, choices=choices.ContractKind.choices)
    weekly_hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    wage = money(_("wage"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    wage_period = models.CharField(_("paid"), max_length=10, choices=WagePeriod.choices, blank=True)
    # What the wage was held against, as it stood on the first day.
    wage_floor = models.ForeignKey(
        WageFloor, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_contract = models.CharField(
        _("written contract"),
        max_length=10,
        choices=choices.Known.choices,
        default=choices.Known.UNKNOWN,
    )
    social_protection = models.CharField(
        _("social protection"),
        max_length=10,
        choices=choices.Known.choices,
        default=choices.Known.UNKNOWN,
    )
    safe = models.CharField(
        _("safe place of work"),
        max_length=10,
        choices=choices.Known.choices,
        default=choices.Known.UNKNOWN,
    )
    # The plan's line from which the subsidy is paid, on proof of attendance.
    line = models.ForeignKey(
        PlanLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(CaseRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="placement_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="wage_has_a_currency_and_a_period",
                condition=Q(wage__isnull=True) | ~Q(currency="") & ~Q(wage_period=""),
            ),
        ]

    def __str__(self) -> str:
        return f"placement of {self.candidacy_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("note",))
class RetentionCheck(CaseRow):
    """Whether somebody is in work so many months after the first day. Asked once."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="checks")
    employer_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField(_("months after the first day"))
    due_on = models.DateField()
    rule = models.ForeignKey(
        MatchingRule, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What the employer says through its link; who works with the person has the last word.
    employer_says = models.CharField(
        max_length=12, choices=choices.EmployerSays.choices, blank=True
    )
    employer_says_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=15, choices=choices.Retention.choices, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    note = EncryptedTextField(_("what was said"))
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["months"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "months"], name="retention_is_asked_once_for_a_month"
            ),
            models.CheckConstraint(
                name="answered_retention_has_its_day",
                condition=Q(outcome="") | Q(asked_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"after {self.months} months"
