from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.actors.choices import Level
from homeward.actors.models import Actor
from homeward.places.models import Area, Country
from homeward.programmes.choices import Category
from homeward.programmes.models import Programme, TargetGroup
from homeward.stakeholders.choices import Part, PartnershipKind, PartnershipStatus


class Partnership(models.Model):
    """Actors that work together on a level, with or without a signed agreement."""

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=PartnershipKind.choices)
    level = models.CharField(_("level"), max_length=15, choices=Level.choices)
    purpose = models.TextField(_("what for"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=PartnershipStatus.choices, default="active"
    )
    # None: nobody has said when.
    starts_on = models.DateField(_("since"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    # As text: it may be an agreement that is not kept on Homeward.
    agreement_number = models.CharField(_("number of the agreement"), max_length=60, blank=True)
    actors = models.ManyToManyField(
        Actor, through="PartnershipMember", related_name="partnerships", verbose_name=_("actors")
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="partnership_ends_after_it_begins",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class PartnershipMember(models.Model):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "actor"], name="actor_is_once_in_a_partnership"
            )
        ]

    def __str__(self) -> str:
        return str(self.actor)


class Capacity(models.Model):
    """How much an actor itself says it can carry; None: it has not said."""

    actor = models.OneToOneField(
        Actor, primary_key=True, on_delete=models.CASCADE, related_name="capacity"
    )
    partnerships = models.PositiveSmallIntegerField(
        _("partnerships at most"), null=True, blank=True
    )
    programmes = models.PositiveSmallIntegerField(_("programmes at most"), null=True, blank=True)
    said_on = models.DateField(_("said on"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "capacities"

    def __str__(self) -> str:
        return str(self.actor)


class PriorityPartner(models.Model):
    """An organisation puts an actor first among its partners, and says why."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="priorities")
    why = models.CharField(_("why"), max_length=300)
    since = models.DateField(_("since"))
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "actor"], name="priority_partner_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.actor)


class ActorContact(models.Model):
    """Whom to ask at an actor, and for what. Seen by staff alone; never on a public page."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name or office"), max_length=150)
    function = models.CharField(_("function"), max_length=150, blank=True)
    about = models.CharField(_("for what"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    confirmed_on = models.DateField(_("confirmed on"))
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["actor", "name"]

    def __str__(self) -> str:
        return self.name


class Objective(models.Model):
    """A task of a programme, or of the work in a country, that actors share among them."""

    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("programme"),
    )
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
    )
    title = models.CharField(_("task"), max_length=200)
    # None: nobody has said until when.
    due_on = models.DateField(_("due"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="task_belongs_to_a_programme_or_a_country",
                condition=Q(programme__isnull=False) | Q(country__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Responsibility(models.Model):
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="parts")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="responsibilities")
    part = models.CharField(_("part"), max_length=1, choices=Part.choices)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "responsibilities"
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "actor"], name="actor_has_one_part_in_a_task"
            ),
            models.UniqueConstraint(
                fields=["objective"],
                name="one_actor_answers_for_a_task",
                condition=Q(part=Part.ACCOUNTABLE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.part}"


class Specialist(models.Model):
    """A colleague who lets others ask. They list themselves, and nobody else does."""

    user = models.OneToOneField(
        User, primary_key=True, on_delete=models.CASCADE, related_name="specialist"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    needs = ArrayField(
        models.CharField(max_length=20, choices=Category.choices), verbose_name=_("fields")
    )
    groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="+", verbose_name=_("for whom")
    )
    languages = ArrayField(models.CharField(max_length=10), verbose_name=_("languages"))
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("areas"))
    about = models.CharField(_("what to ask about"), max_length=300)
    contact = models.CharField(_("how to ask"), max_length=200)
    # None: nobody has said until when.
    available_until = models.DateField(_("available until"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"))

    class Meta:
        ordering = ["user__name"]

    def __str__(self) -> str:
        return str(self.user)


class ActorMerge(models.Model):
    """Two ways of writing were found to be one actor. `moved` is what undoing takes back."""

    kept = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(_("why"), max_length=300)
    moved = models.JSONField(default=dict, editable=False, help_text="model.field -> keys")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-merged_at"]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"
