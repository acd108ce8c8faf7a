"""Who answers for a case, since when: never two at once, never nobody."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases import choices
from homeward.cases.models.files import Case, CaseRow


class Period(Func):
    """From `since`, not including `until`; without an end where it lasts."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


@person_level(erasure=Erasure.CLEAR)
class Accountability(CaseRow):
    """A time during which one organisation, and one worker of it where named, answered for a case.

    Written by a trigger of the case alone (ways.sql), so that no way of handing a case on, by
    whatever floor, can forget it. A row of the organisation that answered.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="accountabilities")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["since"]
        constraints = [
            ExclusionConstraint(
                name="one_answers_for_a_case_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="accountability_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            ),
        ]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(fields=["organisation", "since"], name="accountability_of_an_org"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} answers for {self.case_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("reason",))
class Transfer(CaseRow):
    """An organisation asks another to answer for a case from now on. A row of the one that asks.

    Until it is accepted nothing moves; with the acceptance everything does, in one transaction.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    from_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=10, choices=choices.TransferStatus.choices, default=choices.TransferStatus.ASKED
    )
    why = models.CharField(_("why"), max_length=20, choices=choices.TransferReason.choices)
    reason = EncryptedTextField(_("what the receiver should know"))
    goes_with_it = ArrayField(
        models.CharField(max_length=20, choices=choices.GoesWithIt.choices),
        default=list,
        blank=True,
        verbose_name=_("what goes with it"),
    )
    wanted_on = models.DateField(_("from which day"), null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    declined_because = models.CharField(
        _("why it was declined"), max_length=20, choices=choices.DeclineReason.choices, blank=True
    )

    class Meta(CaseRow.Meta):
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status=choices.TransferStatus.ASKED),
                name="one_open_transfer_of_a_case",
            ),
            models.CheckConstraint(
                name="transfer_goes_to_another_organisation",
                condition=~Q(from_org=F("to_org")),
            ),
            models.CheckConstraint(
                name="declined_transfer_has_a_reason",
                condition=~Q(status=choices.TransferStatus.DECLINED) | ~Q(declined_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"transfer of {self.case_id}"
