"""Evaluations with their questions, frozen extracts, results and replies; and what was learned.

None of it names a person. Who is in an extract is known to the job that freezes it alone.
"""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedBytesField
from homeward.access.models import Organisation
from homeward.access.person_level import Erasure, Export, person_level
from homeward.evaluations import choices
from homeward.indicators.models import Indicator
from homeward.plans.models import Session
from homeward.programmes.models import Programme

USER = settings.AUTH_USER_MODEL


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Evaluation(Row):
    """Who asked for it, who does it, who is assessed; and how far it is."""

    title = models.CharField(_("title"), max_length=200)
    about = models.TextField(_("what it is for"))
    owner_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked for by")
    )
    evaluator_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("evaluator")
    )
    assessed_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("assessed party")
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("programme"),
    )  # fmt: skip
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.DRAFT
    )
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(null=True, blank=True)
    declared_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    conclusion = models.TextField(_("what the evaluator concludes"), blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reply_by = models.DateField(_("reply until"), null=True, blank=True)
    reply = models.TextField(_("reply of the assessed party"), blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(
                name="nobody_evaluates_themselves",
                condition=~Q(evaluator_org=F("assessed_org")),
            ),
            models.CheckConstraint(
                name="declared_questions_have_their_day",
                condition=Q(status="draft") | Q(declared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reported_says_until_when_to_reply",
                condition=Q(status__in=("draft", "declared"))
                | Q(reported_at__isnull=False, reply_by__isnull=False),
            ),
            models.CheckConstraint(
                name="published_evaluation_says_when",
                condition=~Q(status="published") | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluations:detail", args=[self.pk])

    @property
    def is_declared(self) -> bool:
        return self.status != choices.Status.DRAFT


class Question(Row):
    """One question with its outcome and what people are compared by, stated before the data.

    The database marks one that comes after the declaration as exploratory (policies.sql).
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField(_("question"))
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("indicator"),
    )  # fmt: skip
    outcome = models.CharField(_("outcome"), max_length=60)
    treatment = models.CharField(
        _("who is compared"), max_length=20, choices=choices.Treatment.choices
    )
    covariates = ArrayField(
        models.CharField(max_length=60), default=list, blank=True,
        verbose_name=_("among people alike in"),
    )  # fmt: skip
    is_exploratory = models.BooleanField(default=False, editable=False)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["is_exploratory", "stated_at"]

    def __str__(self) -> str:
        return self.text


class Extract(Row):
    """What an evaluator gets: frozen, pseudonymised, with a dictionary and a fingerprint.

    An edition is written anew, without them, where somebody in it was erased or took consent back.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="extracts")
    number = models.PositiveSmallIntegerField()
    instrument = models.CharField(_("survey"), max_length=30)
    arrived_from = models.DateField(_("arrived from"))
    arrived_until = models.DateField(_("arrived until"))
    # What is taken along of each person, of coarsening.TELLING: the fewer, the less is withheld.
    facts = ArrayField(models.CharField(max_length=20), default=list)
    # Codes of answers taken along, beside the scores.
    items = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    smallest = models.PositiveSmallIntegerField(
        _("smallest group that stays apart"),
        help_text=_("A rarer value, or mix of them, is merged."),
    )
    status = models.CharField(
        max_length=10,
        choices=choices.ExtractStatus.choices,
        default=choices.ExtractStatus.ASKED,
    )
    edition = models.PositiveSmallIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    people = models.PositiveIntegerField(default=0)
    dictionary = models.JSONField(default=dict, blank=True)
    code_version = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="extract_has_a_number_of_its_own"
            ),
            models.CheckConstraint(
                name="extract_window_begins_before_it_ends",
                condition=Q(arrived_from__lte=F("arrived_until")),
            ),
            models.CheckConstraint(
                name="frozen_extract_has_a_fingerprint",
                condition=~Q(status="frozen") | ~Q(fingerprint="") & Q(frozen_at__isnull=False),
            ),
            # A rare value would name somebody; fewer than five is never published anywhere.
            models.CheckConstraint(
                name="extract_keeps_rare_values_together", condition=Q(smallest__gte=5)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}.{self.edition}"

    @property
    def is_frozen(self) -> bool:
        return self.status == choices.ExtractStatus.FROZEN

    @property
    def columns(self) -> list[dict[str, Any]]:
        return list(self.dictionary.get("columns", []))


class ExtractFile(Row):
    """The bytes of the edition that stands: CSV, as ciphertext. The evaluator's alone."""

    extract = models.OneToOneField(Extract, on_delete=models.CASCADE, related_name="file")
    content = EncryptedBytesField()

    def __str__(self) -> str:
        return f"content of {self.extract_id}"


class EvaluationSecret(Row):
    """What persons are hashed with. No actor but the job reads it, the evaluator least of all."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="+")
    secret = EncryptedBytesField()

    def __str__(self) -> str:
        return f"secret of {self.evaluation_id}"


@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class ExtractedPerson(Row):
    """Who stands behind which key. With the row gone, by erasure, a new edition is written."""

    extract = models.ForeignKey(Extract, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField(db_index=True)
    key = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["extract", "person_id"], name="person_is_in_an_extract_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} in {self.extract_id}"


class Leaver(Row):
    """A key whose row leaves the extract's next edition. It tells of nobody any more."""

    extract = models.ForeignKey(Extract, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} leaves {self.extract_id}"


class Taking(Row):
    """Who took an extract, in which form and edition. Written before the bytes leave."""

    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="takings")
    edition = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.extract_id} taken as {self.form}"


class Result(Row):
    """What one question came to on one edition, with all that is needed to make it again."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="results")
    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="results")
    edition = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=64)
    code_version = models.CharField(max_length=40)
    seed = models.PositiveIntegerField()
    draws = models.PositiveIntegerField(default=0)
    numbers = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return f"result of {self.question_id}"


class Rerun(Row):
    """The same result made again: equal to the last digit, or not."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="reruns")
    is_equal = models.BooleanField()
    code_version = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.result_id} again"


class Lesson(Row):
    """What somebody learned, from what, for others to take up."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("lesson"), max_length=200)
    text = models.TextField(_("what was learned"))
    rests_on = models.TextField(_("what it rests on"))
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    evaluation = models.ForeignKey(
        Evaluation, null=True, blank=True, on_delete=models.PROTECT, related_name="lessons",
        verbose_name=_("evaluation"),
    )  # fmt: skip
    result = models.ForeignKey(
        Result, null=True, blank=True, on_delete=models.PROTECT, related_name="lessons",
        verbose_name=_("finding"),
    )  # fmt: skip
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("programme"),
    )  # fmt: skip
    is_public = models.BooleanField(_("everybody may read it"), default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluations:lesson", args=[self.pk])


class TakeUp(Row):
    """An organisation took a lesson up: by which decision, and what it will do until when."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="taken_up")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what it led to"), max_length=10, choices=choices.Taken.choices)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("programme"),
    )  # fmt: skip
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("session of the commission"),
    )  # fmt: skip
    what = models.TextField(_("what we do"))
    until_on = models.DateField(_("until"))
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    came_of_it = models.TextField(_("what came of it"), blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.CheckConstraint(
                name="take_up_names_what_it_led_to",
                condition=Q(kind="programme", programme__isnull=False)
                | Q(kind="session", session__isnull=False)
                | Q(kind="practice"),
            ),
            models.CheckConstraint(
                name="ended_take_up_says_what_came_of_it",
                condition=Q(done_at__isnull=True) | ~Q(came_of_it=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} takes {self.lesson_id} up"
