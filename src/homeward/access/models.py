"""Users, organisations, and the columns that every person-level row carries for the gate."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth import hashers
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from homeward.access import unit
from homeward.access.choices import POWERFUL, DataClass, OrganisationKind, Role
from homeward.access.fields import LOADED_AS
from homeward.access.person_level import RULES
from homeward.core.commas import enumerated
from homeward.core.patterns import initials
from homeward.places.models import Country


class Organisation(models.Model):
    """Any organisation that works on the way: with users of its own, or known from a directory."""

    name = models.CharField(_("name"), max_length=255)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_generated = models.BooleanField(default=False, help_text="made by the demo's generator")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def is_authority(self) -> bool:
        return self.kind == OrganisationKind.AUTHORITY


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in: staff of one organisation, or a returnee (then `person_id`)."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="users"
    )
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices), default=list)
    language = models.CharField(_("language"), max_length=5, default="en")
    is_active = models.BooleanField(_("active"), default=True)
    is_generated = models.BooleanField(default=False, help_text="made by the demo's generator")
    # No foreign key: persons live on a floor above. Set for a returnee's own sign-in alone.
    person_id = models.UUIDField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    # Every session carries it: a new one ends them all. The database renews it with the roles.
    session_stamp = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """As Django's, but that a hash to be made stronger is written as the user's own."""
        from homeward.access import sign_in  # noqa: PLC0415 - it imports the models

        return hashers.check_password(
            raw_password, self.password, lambda raw: sign_in.upgrade_hash(self, raw)
        )

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "homeward.access.session",
            f"{self.password}|{self.session_stamp}",
            secret=secret or settings.SECRET_KEY,
            algorithm="sha256",
        ).hexdigest()

    @property
    def organisation_of_rows(self) -> Organisation:
        """Whose rows this user writes."""
        if self.organisation is None:
            raise ValueError("a user without an organisation writes no row")
        return self.organisation

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def role_label(self) -> str:
        return enumerated(str(Role(role).label) for role in self.roles)

    @property
    def is_powerful(self) -> bool:
        return not POWERFUL.isdisjoint(self.roles)

    @property
    def is_returnee(self) -> bool:
        return Role.RETURNEE in self.roles


class Clearance(models.Model):
    """A role may see a class. Read by the gate; the app role can't write it."""

    role = models.CharField(max_length=30)
    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "data_class"], name="clearance_is_stated_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {DataClass(self.data_class).label}"


class Narrowing(models.Model):
    """An organisation takes a class away from one of its roles, or from one of its users.

    The gate reads it with the actor; it only ever takes away from what the role is cleared for.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices, blank=True)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="narrowings"
    )
    data_class = models.PositiveSmallIntegerField(_("class"), choices=DataClass.choices)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "role", "user", "data_class"],
                nulls_distinct=False,
                name="narrowing_is_stated_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role="", user__isnull=False)
                | ~models.Q(role="") & models.Q(user__isnull=True),
                name="narrowing_is_of_a_role_or_of_a_user",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.role}: without {self.get_data_class_display()}"


class Guarded(models.Model):
    """What a person-level row carries for the gate (access/sql/gate.sql).

    `shared_with` and `shared_until` are kept by a trigger from the person's consents and blocks,
    `sealed` from the owner's seal on the person's file; the application never writes them.
    """

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices)
    shared_with = ArrayField(models.IntegerField(), default=list, editable=False)
    shared_until = models.DateField(default="9999-12-31", editable=False)
    sealed = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **more: Any) -> Self:
        """Each row that is read is noted in the unit of work: for its key, and the read log."""
        row = super().from_db(db, field_names, values, **more)
        held = row.__dict__
        person = held.get(RULES[cls].person_field) if cls in RULES else None
        # What was loaded opens as this row's, though the row becomes another's copy meanwhile.
        held[LOADED_AS] = (held.get("id"), person)
        unit.note(
            cls._meta.db_table,
            held.get("id"),
            held.get("data_class"),
            person,
            held.get("owner_org_id"),
        )
        return row
