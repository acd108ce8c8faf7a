import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.exchange.choices import FileKind, FileState, Scope
from homeward.exchange.sheets.models import Layout, LayoutValue, Sheet

__all__ = [
    "ActivityFile",
    "ApiRequest",
    "ApiToken",
    "ImportDraft",
    "ImportRun",
    "Layout",
    "LayoutValue",
    "Sheet",
    "SourceRow",
]


class ApiToken(models.Model):
    """A program's way in. It acts as its user, under the gate, and within its scopes.

    A manager grants it; the user takes the secret, which is shown once and kept as a hash. So
    nobody comes by another one's sight of persons.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    used_for = models.CharField(_("what it is for"), max_length=200)
    scopes = ArrayField(models.CharField(max_length=30, choices=Scope.choices))
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    # The first letters, by which a lost token is recognised.
    hint = models.CharField(max_length=8, blank=True)
    # The secret before this one, good for a while, so that a program changes it without a gap.
    previous_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    previous_until = models.DateTimeField(null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-granted_at"]

    def __str__(self) -> str:
        return self.used_for

    @property
    def scope_labels(self) -> list[str]:
        return [str(Scope(scope).label) for scope in self.scopes]


class ApiRequest(models.Model):
    """A request that changed something, by its Idempotency-Key: sent again it changes nothing.

    It keeps no answer, which would tell of a person, but what the answer is about: the repeated
    request is answered from that row, as the token's user may see it then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    said = models.CharField(max_length=64, help_text="hash of path and body")
    about = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="idempotency_key_is_used_once")
        ]
        indexes = [models.Index(fields=["at"], name="api_request_age")]

    def __str__(self) -> str:
        return self.key


class SourceRow(models.Model):
    """One row as its source has it, column by column, so that nothing of it is lost.

    `table` and its columns are HSDS's. `owner_table` and `owner` name the row of the directory
    that it hangs on, by the source's id; both are empty where it hangs on none.
    """

    source = models.CharField(max_length=60)
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    owner_table = models.CharField(max_length=40, blank=True)
    owner = models.CharField(max_length=300, blank=True)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "table", "key"], name="source_row_is_kept_once"
            )
        ]
        indexes = [models.Index(fields=["source", "owner_table", "owner"], name="source_row_owner")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class ImportRun(models.Model):
    """One import that was carried out: of which file, by whom, and what it did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind of file"), max_length=30, choices=FileKind.choices)
    source = models.CharField(_("source"), max_length=60)
    file_names = ArrayField(models.CharField(max_length=255), verbose_name=_("files"))
    # SHA-256 of each file, in the same order.
    file_hashes = ArrayField(models.CharField(max_length=64))
    at = models.DateTimeField(_("when"))
    # Empty: from the command line, where no user signs in.
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.source


class ImportDraft(models.Model):
    """Files that a user sent, between the preview and the confirmation; one a user at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=30, choices=FileKind.choices)
    source = models.CharField(max_length=60)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=10, default="en")
    publishes = models.BooleanField(default=False)
    file_names = ArrayField(models.CharField(max_length=255))
    contents = ArrayField(models.BinaryField())

    def __str__(self) -> str:
        return self.source


class ActivityFile(models.Model):
    """A file of IATI that somebody brought: looked through first, and then taken in.

    It is published, or about to be, so no row policy stands before it; its organisation works on
    it. The content goes once it was taken in or thrown away.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file"), max_length=255)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True, editable=False)
    is_lenient = models.BooleanField(_("read leniently"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=FileState.choices, default=FileState.WAITING
    )
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    # What the last look at it found; see importer.Report.
    report = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state in {FileState.WAITING, FileState.CHECKED, FileState.REFUSED}
