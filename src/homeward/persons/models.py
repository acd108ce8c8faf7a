"""Persons, their names and contacts, and the grounds on which others may see them.

All are person-level rows.
"""

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.fields import EncryptedTextField, Erased
from homeward.access.models import Guarded, Organisation, User
from homeward.access.person_level import Erasure, Export, person_level
from homeward.access.scope import scope_field
from homeward.audit.tracking import tracked
from homeward.files.models import StoredFile
from homeward.persons import choices
from homeward.places.models import Country
from homeward.programmes.models import Programme


def _in_full(given: str, family: str) -> str:
    # The word for what was erased is said once.
    return str(given) if isinstance(given, Erased) else f"{given} {family}".strip()


class GuardedRow(Guarded):
    """A guarded row with its programme; `scope` is kept by the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    scope = scope_field()

    class Meta:
        abstract = True


@tracked()
@person_level(
    erasure=Erasure.CLEAR,
    clear=(
        "given_name",
        "family_name",
        "sex",
        "birth_known",
        "birth_year",
        "birth_month",
        "birth_day",
        "birth_season",
        "language",
    ),
    person_field="id",
)
class Person(GuardedRow):
    """One person. Names are ciphertext; what is unknown is empty and says so on every page."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    # Deferred at commit: the household names its head, the head its household.
    household = models.ForeignKey(
        "Household", null=True, on_delete=models.PROTECT, related_name="members"
    )
    household_role = models.CharField(
        _("place in the household"), max_length=10, choices=choices.HouseholdRole.choices
    )
    position = models.PositiveSmallIntegerField(default=0)
    given_name = EncryptedTextField(_("given names"))
    family_name = EncryptedTextField(_("family name"))
    sex = models.CharField(
        _("sex"), max_length=10, choices=choices.Sex.choices, default=choices.Sex.UNKNOWN
    )
    birth_known = models.CharField(
        _("birth date known"),
        max_length=10,
        choices=choices.BirthKnown.choices,
        default=choices.BirthKnown.UNKNOWN,
    )
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(_("month of birth"), null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(_("day of birth"), null=True, blank=True)
    birth_season = models.CharField(
        _("season of birth"), max_length=10, choices=choices.Season.choices, blank=True
    )
    origin_countries = ArrayField(
        models.CharField(max_length=2),
        default=list,
        blank=True,
        help_text="every country of origin recorded; their authorities never see asylum rows",
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["scope"], name="person_scope"),
        ]
        constraints = [
            models.CheckConstraint(
                name="birth_date_is_as_precise_as_it_says",
                condition=models.Q(birth_known="unknown", birth_year__isnull=True)
                | models.Q(birth_known="year", birth_year__isnull=False, birth_month__isnull=True)
                | models.Q(birth_known="season", birth_year__isnull=False)
                & ~models.Q(birth_season="")
                | models.Q(birth_known="month", birth_year__isnull=False, birth_month__isnull=False)
                | models.Q(
                    birth_known="day",
                    birth_year__isnull=False,
                    birth_month__isnull=False,
                    birth_day__isnull=False,
                ),
            )
        ]

    def __str__(self) -> str:
        return self.full_name or str(_("Name not known"))

    @property
    def full_name(self) -> str:
        return _in_full(self.given_name, self.family_name)

    @property
    def birth_as_known(self) -> str:
        """The date of birth as precisely as it is known, in words; empty where it is not."""
        if self.birth_year is None:
            return ""
        if self.birth_known == choices.BirthKnown.SEASON:
            season = choices.Season(self.birth_season).label
            return gettext("%(season)s %(year)d") % {"season": season, "year": self.birth_year}
        if self.birth_known == choices.BirthKnown.YEAR or not self.birth_month:
            return str(self.birth_year)
        if self.birth_known == choices.BirthKnown.MONTH or not self.birth_day:
            return date_format(date(self.birth_year, self.birth_month, 1), "YEAR_MONTH_FORMAT")
        return date_format(date(self.birth_year, self.birth_month, self.birth_day), "DATE_FORMAT")

    def age_on(self, on: date) -> int | None:
        """Whole years, or None where the year of birth is unknown; may be a year too high."""
        if self.birth_year is None:
            return None
        years = on.year - self.birth_year
        if self.birth_month and (on.month, on.day) < (self.birth_month, self.birth_day or 1):
            years -= 1
        return years


class PersonRow(GuardedRow):
    """A guarded row about one person: what every person-level table above this floor extends."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["scope"], name="%(class)s_scope"),
        ]


@tracked()
@person_level(export=Export.NOTHING, erasure=Erasure.CLEAR, person_field="head_id")
class Household(GuardedRow):
    """Those who return together. The head's consent and blocks hold for the grouping itself."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    head = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"household {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class PersonName(PersonRow):
    """The same name as it is written in another script or on another document."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    script = models.CharField(_("script"), max_length=10, choices=choices.Script.choices)
    given_name = EncryptedTextField(_("given names"))
    family_name = EncryptedTextField(_("family name"))

    def __str__(self) -> str:
        return _in_full(self.given_name, self.family_name)


@tracked()
@person_level(erasure=Erasure.DELETE)
class IdentityDocument(PersonRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    kind = models.CharField(_("document"), max_length=20, choices=choices.DocumentKind.choices)
    number = EncryptedTextField(_("document number"))
    country = models.CharField(_("issued by"), max_length=2, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)

    def __str__(self) -> str:
        return str(choices.DocumentKind(self.kind).label)


@tracked()
@person_level(erasure=Erasure.DELETE)
class Contact(PersonRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CONTACT, editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=choices.ContactKind.choices)
    value = EncryptedTextField(_("value"))

    def __str__(self) -> str:
        return str(choices.ContactKind(self.kind).label)


@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class SearchTokens(PersonRow):
    """Keyed tokens of a person's names, documents and phones; persons_find alone reads them."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    tokens = ArrayField(models.IntegerField(), default=list)
    # Those of documents and phones among them.
    marks = ArrayField(models.IntegerField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="tokens_once_per_person")]

    def __str__(self) -> str:
        return f"tokens of {self.person_id}"


@person_level(erasure=Erasure.DELETE)
class JoinedFile(PersonRow):
    """This file and the others of its group are one person's. No row moves: each file keeps its
    owner, its gate and its consents, and reads go through `queries.files_of`.

    A row is never rewritten: a file that comes or goes ends it, and the next one stands beside it.
    The database writes them alone (files.sql).
    """

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    file_group = models.UUIDField(_("files of one person"))
    # What a list shows of the group where the reader sees it.
    is_principal = models.BooleanField(_("principal file"), default=False)
    joined_at = models.DateTimeField(_("joined on"))
    joined_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(_("taken apart on"), null=True, blank=True)
    left_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["file_group"], name="joinedfile_group"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(left_at__isnull=True),
                name="file_is_of_one_group",
            )
        ]

    def __str__(self) -> str:
        return f"file {self.person_id} of {self.file_group}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class ConsentSheet(PersonRow):
    """One giving of consent, as it stands on paper: its language, its way, its document."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    language = models.CharField(_("language"), max_length=10)
    way = models.CharField(_("given"), max_length=20, choices=choices.ConsentWay.choices)
    witness = EncryptedTextField(_("name of the witness"))
    guardian = EncryptedTextField(_("name of the guardian"))
    given_on = models.DateField(_("given on"))
    document = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"consent sheet {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Consent(PersonRow):
    """One version of: this recipient may see this class of data for this purpose.

    Two times. It holds from `given_on` to `until` or `withdrawn_at`, and we knew it so from
    `known_from` to `known_until`. Nothing is overwritten: narrowing and withdrawing close a
    version and write the next, which gives less.
    """

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    sheet = models.ForeignKey(ConsentSheet, on_delete=models.PROTECT, related_name="consents")
    recipient_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purpose = models.PositiveSmallIntegerField(choices=Purpose.choices)
    covers = models.PositiveSmallIntegerField(choices=DataClass.choices)
    given_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    known_from = models.DateTimeField(default=timezone.now)
    known_until = models.DateTimeField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    # Who recorded this version. Empty for the first, whose sheet says it, and for a job's.
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(
                fields=["person", "covers"],
                name="consent_in_force",
                condition=models.Q(withdrawn_at__isnull=True, known_until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class LegalBasis(PersonRow):
    """Another ground than consent, asked for by one person and approved by a second."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    ground = models.CharField(_("ground"), max_length=20, choices=choices.Ground.choices)
    recipient_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purpose = models.PositiveSmallIntegerField(choices=Purpose.choices)
    classes = ArrayField(models.PositiveSmallIntegerField(choices=DataClass.choices))
    reason = EncryptedTextField(_("reason"))
    until = models.DateField(_("until"))
    status = models.CharField(
        max_length=10, choices=choices.BasisStatus.choices, default=choices.BasisStatus.WAITING
    )
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decision_text = EncryptedTextField(_("reason of the decision"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="other_ground_is_decided_by_a_second_person",
                condition=models.Q(status="waiting", decided_by__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~models.Q(decided_by=models.F("requested_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} for {self.recipient_org_id}"

    @property
    def classes_in_words(self) -> str:
        return gettext(", ").join(str(DataClass(c).label) for c in self.classes)


@tracked()
@person_level(erasure=Erasure.DELETE)
class Block(PersonRow):
    """The person's own no to an organisation or a whole country; hidden from whom it blocks."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = EncryptedTextField(_("reason"))
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="block_is_against_an_organisation_or_a_country",
                condition=models.Q(organisation__isnull=False, country__isnull=True)
                | models.Q(organisation__isnull=True, country__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"

    @property
    def against(self) -> str:
        return str(self.organisation or self.country)


@person_level(erasure=Erasure.CLEAR, clear=("answer_text",))
class DeletionNotice(PersonRow):
    """What a recipient is told when a ground ends: what to stop or delete; and what it answers.

    It says nothing of why: a block looks like a withdrawal.
    """

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    recipient_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(_("reference"), max_length=40, blank=True)
    classes = ArrayField(models.PositiveSmallIntegerField(choices=DataClass.choices))
    purposes = ArrayField(models.PositiveSmallIntegerField(choices=Purpose.choices))
    # The numbers of the referrals that went to it.
    received = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # From when on nothing is to be used any more; until then it was lawful.
    since = models.DateTimeField()
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    answer = models.CharField(
        _("answer"), max_length=10, choices=choices.NoticeAnswer.choices, blank=True
    )
    answer_text = EncryptedTextField(_("reason"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["recipient_org", "-told_at"], name="notice_to_recipient"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    @property
    def classes_in_words(self) -> str:
        return gettext(", ").join(str(DataClass(c).label) for c in self.classes)

    @property
    def purposes_in_words(self) -> str:
        return gettext(", ").join(str(Purpose(p).label) for p in self.purposes)
