"""A list, its moderators, those who joined, posts and replies.

A member is a number or address and nothing else: no name, no case. The app's users read no member;
a job that sends does.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.circles import choices
from homeward.messages.choices import Channel


class Circle(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(_("what it is for"), max_length=12, choices=choices.Purpose.choices)
    about = models.TextField(_("what members can expect"), max_length=600)
    area = models.CharField(_("area"), max_length=120, blank=True)
    sector = models.CharField(_("sector"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10)
    is_open = models.BooleanField(_("people can join"), default=True)
    forget_days = models.PositiveSmallIntegerField(
        _("days after which an unconfirmed wish to join is forgotten"), default=7
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Moderator(models.Model):
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="moderators")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "user"], name="moderator_is_named_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class Member(models.Model):
    """Somebody who asked to join, and then confirmed it by the link that was sent to them.

    The token is made anew from the id with the organisation's key: its hash alone is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = EncryptedTextField()
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    country = models.CharField(max_length=2, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        max_length=10, choices=choices.MemberState.choices, default=choices.MemberState.ASKED
    )
    asked_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "digest"], name="number_joins_a_list_once")
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"


class Post(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="posts")
    text = models.TextField(_("text"), max_length=1000)
    state = models.CharField(
        max_length=10, choices=choices.PostState.choices, default=choices.PostState.WAITING
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.CheckConstraint(
                name="post_is_decided_by_another_than_its_writer",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="post_that_goes_out_was_decided",
                condition=~Q(state__in=["approved", "sent", "refused"])
                | Q(decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"


class Reply(models.Model):
    """What a member wrote back: to the moderators alone, without who it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField(_("text"))
    came_at = models.DateTimeField()

    class Meta:
        ordering = ["-came_at"]

    def __str__(self) -> str:
        return f"reply {self.pk}"
