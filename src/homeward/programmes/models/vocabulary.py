"""Lists that programmes are told by, as their publishers have them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.places.names import language
from homeward.programmes.choices import Category


class Sector(models.Model):
    """A sector of a published list (DAC purposes, humanitarian clusters), and the need it answers.

    `category` is what makes sectors of different lists comparable; blank where none fits.
    """

    vocabulary = models.CharField(_("list"), max_length=40)
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=255)
    names = models.JSONField(default=dict, blank=True, help_text="language -> name")
    category = models.CharField(
        _("need"), max_length=20, choices=Category.choices, blank=True, db_index=True
    )

    class Meta:
        ordering = ["vocabulary", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "code"], name="sector_stands_once_in_its_list"
            )
        ]

    def __str__(self) -> str:
        return str(self.names.get(language(), self.name))


class TargetGroup(models.Model):
    """For whom a programme or a service is, in a short list that can be lengthened."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    names = models.JSONField(default=dict, help_text="language -> name")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.names.get(language()) or self.names.get("en") or self.code)


class Code(models.Model):
    """What a code of a published list means, by language: kinds of transaction, of aid, of text."""

    codelist = models.CharField(_("list"), max_length=60)
    code = models.CharField(_("code"), max_length=120)
    name = models.CharField(_("name"), max_length=500)
    names = models.JSONField(default=dict, blank=True, help_text="language -> name")

    class Meta:
        ordering = ["codelist", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["codelist", "code"], name="code_stands_once_in_its_list"
            )
        ]

    def __str__(self) -> str:
        return str(self.names.get(language(), self.name))
