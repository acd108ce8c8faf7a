"""What codes of a proposed training mean, in words; and the lines that speak for one."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from homeward.careers.gaps import Proposal
from homeward.core.commas import enumerated
from homeward.core.patterns import ReasonLine

WHY_NOT = {
    "no_places": gettext_lazy("No place is free"),
    "too_late_to_apply": gettext_lazy("The day to apply has passed"),
    "is_over": gettext_lazy("It is over"),
}


def reasons(one: Proposal, *, before_travel: bool) -> list[ReasonLine]:
    """What speaks for it, what against, and what is not known and so to be asked."""
    return [*_teaches(one), *_when(one, before_travel=before_travel), *_places(one)]


def _teaches(one: Proposal) -> list[ReasonLine]:
    lines = []
    if one.teaches:
        text = ngettext(
            "Teaches %(n)d missing skill of: %(occupation)s",
            "Teaches %(n)d missing skills of: %(occupation)s",
            len(one.teaches),
        ) % {"n": len(one.teaches), "occupation": one.occupation}
        lines.append(ReasonLine(text, "ok", enumerated(skill.title for skill in one.teaches)))
    if one.is_vague:
        text = _("Is for this occupation; which skills it teaches is not said: ask")
        lines.append(ReasonLine(text, "unk", str(one.occupation)))
    if one.for_business:
        lines.append(
            ReasonLine(_("For whoever starts a business: they told an idea for one"), "ok")
        )
    return lines


def _when(one: Proposal, *, before_travel: bool) -> list[ReasonLine]:
    offer, lines = one.offer, []
    if before_travel:
        early = {
            True: (_("May begin before the departure"), "ok"),
            False: (_("Begins only after the return"), "no"),
            None: (_("Whether it may begin before the departure is not known: ask"), "unk"),
        }
        lines.append(ReasonLine(*early[offer.before_departure]))
    if offer.starts_on:
        day = date_format(offer.starts_on, "DATE_FORMAT")
        lines.append(ReasonLine(_("Begins on %(day)s") % {"day": day}, "ok"))
    else:
        lines.append(ReasonLine(_("When it begins is not known: ask"), "unk"))
    lines += [ReasonLine(WHY_NOT[code], "no") for code in one.why_not if code != "no_places"]
    return lines


def _places(one: Proposal) -> list[ReasonLine]:
    if "no_places" in one.why_not:
        return [ReasonLine(WHY_NOT["no_places"], "no")]
    free = one.offer.places_free
    if free is None:
        return [ReasonLine(_("How many places are free is not known: ask"), "unk")]
    text = ngettext("%(n)d place is free", "%(n)d places are free", free) % {"n": free}
    told = one.offer.places_told_on
    note = _("told on %(day)s") % {"day": date_format(told, "DATE_FORMAT")} if told else ""
    return [ReasonLine(text, "ok", note)]
