"""Titles are kept as ESCO writes them, in the language of the file that was read."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.occupations.choices import Relation, Reuse, SkillKind


class OccupationGroup(models.Model):
    """A group of ISCO-08, of one to four digits; the group above has one digit less."""

    code = models.CharField(primary_key=True, max_length=4)
    uri = models.CharField(max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class Occupation(models.Model):
    uri = models.CharField(max_length=100, unique=True)
    code = models.CharField(_("code"), max_length=20)
    group = models.ForeignKey(OccupationGroup, on_delete=models.PROTECT, related_name="occupations")
    title = models.CharField(_("title"), max_length=200)
    alt_labels = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    description = models.TextField(_("description"), blank=True)
    broader = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="narrower"
    )
    search = SearchVectorField(null=True, editable=False)

    class Meta:
        ordering = ["title", "pk"]
        indexes = [GinIndex(fields=["search"], name="occupation_search")]

    def __str__(self) -> str:
        return self.title


class Skill(models.Model):
    """A skill, a piece of knowledge, or a group of them."""

    uri = models.CharField(max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=SkillKind.choices, blank=True)
    reuse = models.CharField(_("of use"), max_length=20, choices=Reuse.choices, blank=True)
    code = models.CharField(_("code"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=200)
    alt_labels = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    description = models.TextField(_("description"), blank=True)
    search = SearchVectorField(null=True, editable=False)

    class Meta:
        ordering = ["title", "pk"]
        indexes = [GinIndex(fields=["search"], name="skill_search")]

    def __str__(self) -> str:
        return self.title


class OccupationSkill(models.Model):
    """What an occupation asks for."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="needed_by")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "skill"], name="occupation_asks_for_a_skill_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.occupation}: {self.skill}"


class SkillGrouping(models.Model):
    """A skill under a broader one or a group; ESCO puts some under several."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="groupings")
    broader = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="members")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["skill", "broader"], name="skill_stands_once_under_a_broader_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.skill} < {self.broader}"


class SkillRelation(models.Model):
    """A skill that asks for another."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="asks_for")
    related = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="asked_by")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["skill", "related"], name="skill_asks_for_another_once")
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.related}"
