"""A requirement in the reader's own words, from what it is asked by."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.messages.queries import language_name
from homeward.pathways.choices import RequirementKind
from homeward.pathways.models import Requirement
from homeward.programmes.rules.criteria import money


def said(one: Requirement) -> str:
    """The value, then the words that go with it; the kind alone where nothing more is said."""
    parts = [text for text in (_value(one), one.text) if text]
    return " · ".join(parts) or str(one.get_kind_display())


def _value(one: Requirement) -> str:
    if one.language:
        return _language(one)
    if one.amount is not None:
        return money(one.amount, one.currency)
    return _years(one)


def _language(one: Requirement) -> str:
    name = language_name(one.language)
    if not one.level:
        return name
    return _("%(language)s, level %(level)s at least") % {"language": name, "level": one.level}


def _years(one: Requirement) -> str:
    if one.kind == RequirementKind.EXPERIENCE and one.least is not None:
        return ngettext(
            "%(n)d year of work at least", "%(n)d years of work at least", one.least
        ) % {"n": one.least}  # fmt: skip
    if one.least is not None and one.most is not None:
        return _("from %(least)d to %(most)d years of age") % {
            "least": one.least, "most": one.most,
        }  # fmt: skip
    if one.least is not None:
        return _("%(n)d years of age or older") % {"n": one.least}
    return "" if one.most is None else _("%(n)d years of age at most") % {"n": one.most}
