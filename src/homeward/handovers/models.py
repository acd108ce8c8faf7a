"""Exit criteria, the act of a handover with its stages and signatures, and what becomes of a case.

Criteria, acts and signatures tell of organisations. What tells of a person is a row of their case
under the gate: whether it moves, and what the person answered.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.agreements.models import Agreement
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.handovers import choices
from homeward.persons.models import PersonRow
from homeward.programmes.models import Programme


class Criterion(models.Model):
    """What must be true before the lead leaves: a version, valid from its day, never changed.

    The next version of the same code replaces it; without a number it is judged.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    code = models.SlugField(_("code"), max_length=40)
    wording = models.CharField(_("what must be true"), max_length=300)
    reading = models.CharField(_("how it is read"), max_length=12, choices=choices.Reading.choices)
    # Of whom it is read: who is to carry on.
    about = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("of whom")
    )
    threshold = models.PositiveIntegerField(_("met from"), null=True, blank=True)
    source = models.CharField(_("where it is written"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    is_dropped = models.BooleanField(_("asked no more"), default=False)
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "valid_from"], name="exit_criterion_once_a_day"
            ),
            models.CheckConstraint(
                name="exit_criterion_read_from_facts_has_a_number",
                condition=Q(reading="judgement", threshold__isnull=True)
                | ~Q(reading="judgement") & Q(threshold__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class Judgement(models.Model):
    """What somebody found of a criterion, and what it rests on. Never changed."""

    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(_("judgement"), max_length=10, choices=choices.JUDGED)
    evidence = models.TextField(_("what it rests on"))
    judged_on = models.DateField(_("on"))
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["-judged_on", "-judged_at"]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.verdict}"


class Handover(models.Model):
    """The act: drafted by the lead, signed by two people of each side, carried out in stages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    from_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("lead")
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.DRAFT
    )
    why = models.TextField(_("why, and what the receivers should know"), blank=True)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-drafted_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("handovers:detail", args=[self.pk])


class Stage(models.Model):
    """A part of the caseload, told by a filter, that goes to one receiver from a day on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    receiver = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("receiver")
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="+", verbose_name=_("by which agreement")
    )
    place = models.CharField(_("place of return"), max_length=120, blank=True)
    case_state = models.CharField(
        _("which cases"),
        max_length=10,
        choices=choices.CaseState.choices,
        default=choices.CaseState.ALL,
    )
    opened_before = models.DateField(_("opened before"), null=True, blank=True)
    from_on = models.DateField(_("from"))
    asylum = models.CharField(
        _("asylum history"), max_length=10, choices=choices.Asylum.choices, blank=True
    )
    asylum_keeper = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=choices.StageStatus.choices, default=choices.StageStatus.PLANNED
    )
    # How many have moved, and nothing of which: the lead knows it, and sees the files no more.
    moved = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    begun_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    # Computed anew before the first case moved and after the last: how many figures stand, and how
    # many of them differ. None: not compared yet.
    figures_at = models.DateTimeField(null=True)
    figures = models.PositiveIntegerField(null=True)
    figures_differing = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "number"], name="stage_of_a_handover_once"),
            models.CheckConstraint(
                name="kept_asylum_history_has_a_keeper",
                condition=Q(asylum="keep", asylum_keeper__isnull=False)
                | ~Q(asylum="keep") & Q(asylum_keeper__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Signature(models.Model):
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=choices.Part.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "organisation", "part"], name="a_side_signs_each_part_once"
            ),
            models.UniqueConstraint(
                fields=["handover", "user"], name="nobody_signs_a_handover_twice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.part}"


class Line(models.Model):
    """One thing beside the cases: an entry, an agreement, who computes the indicators."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=choices.LineKind.choices)
    # What it is in its own register; nothing for the indicators.
    subject = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=300)
    outcome = models.CharField(
        _("what becomes of it"), max_length=10, choices=choices.Outcome.choices, blank=True
    )
    note = models.CharField(_("remark"), max_length=300, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "kind", "subject"], name="line_of_a_handover_once"
            )
        ]

    def __str__(self) -> str:
        return self.words


class Rehearsal(models.Model):
    """What a stage would do, as it was found; kept, with a fingerprint of what it rests on.

    Numbers are of what is not sealed. A sealed file's team finds its row beside them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="rehearsals")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moves = models.PositiveIntegerField()
    stays = models.PositiveIntegerField()
    reasons = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    # Against the rehearsal before: how many came, went, or are found otherwise.
    differing = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.fingerprint[:12]


class OfCase(PersonRow):
    """A row of class Case under the principal person."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        abstract = True


@person_level(erasure=Erasure.CLEAR)
class HandoverRow(OfCase):
    """A case of a stage: it moves, stays and why, or has moved. Written by the database alone.

    It is the lead's until it has moved; then it is the receiver's, as everything of the case.
    """

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="rows")
    reference = models.CharField(_("case"), max_length=20)
    state = models.CharField(max_length=10, choices=choices.RowState.choices)
    reasons = ArrayField(
        models.CharField(max_length=15, choices=choices.Stay.choices), default=list
    )
    # Who answered for the case until it moved: figures stay with it (indicators_handed_over).
    answered_org = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    moved_at = models.DateTimeField(null=True)
    # Until it stands in the read log of the receiver as well.
    told_at = models.DateTimeField(null=True)

    class Meta(OfCase.Meta):
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "case"], name="case_is_in_a_stage_once"),
            models.CheckConstraint(
                name="what_stays_has_a_reason",
                condition=~Q(state="stays") | ~Q(reasons=[]),
            ),
        ]
        indexes = [
            *OfCase.Meta.indexes,
            models.Index(fields=["stage", "state"], name="handover_rows_to_move"),
        ]

    def __str__(self) -> str:
        return self.reference


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("note",))
class Asking(OfCase):
    """The person was asked whether their file may go to the receiver; the latest answer counts."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="askings")
    answer = models.CharField(_("answer"), max_length=10, choices=choices.Answer.choices)
    way = models.CharField(_("how"), max_length=10, choices=choices.Way.choices)
    asked_on = models.DateField(_("asked on"))
    # The person wants the lead to go on reading, as far as an agreement allows it.
    lead_goes_on = models.BooleanField(_("the lead may go on reading"), default=False)
    note = EncryptedTextField(_("remark"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(OfCase.Meta):
        ordering = ["-asked_on", "-at"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.answer}"
