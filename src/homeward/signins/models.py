"""Codes that let a person, a guardian or a helper in, and the stays that came of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.persons.models import Person, PersonRow
from homeward.signins import choices


@person_level(erasure=Erasure.DELETE)
class Code(PersonRow):
    """A one-time code. It is shown once; what is kept is a hash of a keyed hash of it.

    Made, used, revoked: each once. Nothing of it is rewritten.
    """

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    kind = models.CharField(max_length=10, choices=choices.Kind.choices)
    way = models.CharField(max_length=10, choices=choices.Way.choices)
    # Who holds it: a child's guardian, of the same household.
    guardian = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    helper = EncryptedTextField(_("name of the helper"))
    parts = ArrayField(
        models.CharField(max_length=15, choices=choices.Part.choices), default=list, blank=True
    )
    language = models.CharField(max_length=5, default="en")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # The file was sealed when the code was made: whoever made it was of the team.
    was_sealed = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta(PersonRow.Meta):
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="only_a_helper_s_code_names_parts",
                condition=Q(kind="helper") ^ Q(parts=[]),
            ),
            models.CheckConstraint(
                name="only_a_guardian_s_code_names_a_guardian",
                condition=Q(kind="guardian", guardian__isnull=False)
                | ~Q(kind="guardian") & Q(guardian__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"code for {self.person_id}"


@person_level(erasure=Erasure.DELETE)
class SignIn(PersonRow):
    """A stay on the person's own pages that a code began. The database writes it (entering.sql)."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    # One code, one stay: of two who use it at once the second finds it used.
    code = models.OneToOneField(Code, on_delete=models.CASCADE, related_name="signin")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, choices=choices.EndedBy.choices, blank=True)

    class Meta(PersonRow.Meta):
        ordering = ["-began_at"]

    def __str__(self) -> str:
        return f"stay of {self.began_at:%Y-%m-%d}"
