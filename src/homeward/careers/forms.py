"""Forms of a person's skills and work: nothing unknown has a default."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from homeward.careers import actions
from homeward.careers.choices import Recognition, SearchOutcome, SkillLevel, TrainingAnswer
from homeward.cases.choices import SaidBy
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.occupations.models import Occupation, Skill
from homeward.offers.choices import Intensity, OfferKind, WagePeriod
from homeward.papers.models import Paper
from homeward.persons.forms import chosen, set_choices
from homeward.places.models import Area, Country

# Areas to choose from: two levels down from the country.
DEEPEST = 2
YES_NO = [
    ("", _("Unknown")),
    ("yes", pgettext_lazy("answer", "Yes")),
    ("no", pgettext_lazy("answer", "No")),
]
TRUTH = {"yes": True, "no": False}


def words(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


def line(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=required, help_text=help_text)


def countries() -> list[tuple[str, str]]:
    found = [(one.code, str(one)) for one in Country.objects.all()]
    return sorted(found, key=lambda country: country[1])


def titled(found: Iterable[Occupation | Skill]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.title) for one in found]


class SaidForm(BaseForm):
    """What every fact on a person's work carries: who says so, and when."""

    said_by = forms.ChoiceField(
        label=_("Who says so?"), choices=SaidBy.choices, initial=SaidBy.PERSON
    )
    said_by_name = line(_("Name of who says so"), help_text=_("Only where it is not the person."))
    said_on = ThreePartDateField(label=_("Said on"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"said_on": today, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        own = [name for name in self.fields if name not in SaidForm.base_fields]
        self.order_fields([*own, *SaidForm.base_fields])

    def source(self, **answer: Any) -> actions.Source:
        given = self.cleaned_data
        return actions.Source(
            said_on=given["said_on"],
            said_by=SaidBy(given["said_by"]),
            said_by_name=given["said_by_name"],
            **answer,
        )


class WorkForm(SaidForm):
    """`occupation` is chosen before; its skills are offered, the essential ones first."""

    called = line(_("As the person calls it"), help_text=_("Needed only where no occupation fits."))
    years = forms.DecimalField(
        label=_("Years of practice"), min_value=0, max_value=70, max_digits=4, decimal_places=1,
        required=False, localize=True,
    )  # fmt: skip
    is_current = forms.BooleanField(label=_("Still doing it"), required=False)
    from_on = ThreePartDateField(label=_("From"), required=False)
    to_on = ThreePartDateField(label=_("Until"), required=False)
    country = forms.ChoiceField(label=_("In which country"), required=False)
    employer = line(_("Where, and for whom"))
    all_essential = forms.BooleanField(
        label=_("They have all the essential skills of this occupation"), required=False
    )
    essential = forms.MultipleChoiceField(
        label=_("Essential skills that they have"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    optional = forms.MultipleChoiceField(
        label=_("Other skills of this occupation that they have"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        occupation: Occupation | None,
        needs: dict[str, list[Skill]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.occupation = occupation
        self.skills = {str(skill.pk): skill for part in needs.values() for skill in part}
        self.all_of_them = [str(skill.pk) for skill in needs.get("essential", [])]
        set_choices(self, "country", chosen(countries()))
        for name in ("essential", "optional"):
            if part := needs.get(name):
                set_choices(self, name, titled(part))
            else:
                del self.fields[name]
        if not self.all_of_them:
            del self.fields["all_essential"]

    def work(self) -> actions.Work:
        given = self.cleaned_data
        picked = [*given.get("essential", []), *given.get("optional", [])]
        if given.get("all_essential"):
            picked += self.all_of_them
        return actions.Work(
            occupation=self.occupation,
            called=given["called"],
            years=given["years"],
            from_on=given["from_on"],
            to_on=given["to_on"],
            is_current=given["is_current"],
            country_id=given["country"] or None,
            employer=given["employer"],
            skills=[self.skills[pk] for pk in dict.fromkeys(picked)],
        )


class SkillsForm(SaidForm):
    skills = forms.MultipleChoiceField(
        label=_("Skills that they have"), required=False, widget=forms.CheckboxSelectMultiple
    )
    level = forms.ChoiceField(
        label=_("How is it known?"), widget=forms.RadioSelect, initial=SkillLevel.OWN_WORD,
        choices=[(one.value, one.label) for one in (SkillLevel.OWN_WORD, SkillLevel.OBSERVED)],
    )  # fmt: skip

    def __init__(self, *args: Any, found: Sequence[Skill], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(skill.pk): skill for skill in found}
        set_choices(self, "skills", titled(found))

    def chosen(self) -> list[Skill]:
        return [self.found[pk] for pk in self.cleaned_data["skills"]]


class CertificateForm(SaidForm):
    title = line(_("What it is"), required=False, help_text=_("As it stands on the paper."))
    issuer = line(_("Issued by"))
    number = forms.CharField(label=_("Number"), required=False, max_length=80)
    issued_on = ThreePartDateField(label=_("Issued on"), required=False)
    ends_on = ThreePartDateField(
        label=_("Ends on"), required=False, help_text=_("Only where it ends.")
    )
    recognition = forms.ChoiceField(
        label=_("Is it recognised where they want to use it?"), choices=Recognition.choices,
        widget=forms.RadioSelect, initial=Recognition.UNKNOWN,
    )  # fmt: skip
    recognised_by = line(_("Recognised by"))
    recognised_in = forms.ChoiceField(label=_("Recognised in"), required=False)
    verification_link = forms.CharField(
        label=_("Link to verify it"), required=False, max_length=500,
        help_text=_("As it stands on the certificate: https://…"),
    )  # fmt: skip
    paper = forms.ChoiceField(
        label=_("Paper"), required=False,
        help_text=_("One that is kept with the papers of the case already."),
    )  # fmt: skip
    skills = forms.MultipleChoiceField(
        label=_("Skills that it certifies"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that the person has by now, and those of their occupations."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, papers: Sequence[Paper], offered: Sequence[Skill], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.papers = {str(paper.pk): paper for paper in papers}
        self.offered = {str(skill.pk): skill for skill in offered}
        named = [(pk, f"{p.get_kind_display()} {p.title}".strip()) for pk, p in self.papers.items()]
        set_choices(self, "paper", chosen(named))
        set_choices(self, "recognised_in", chosen(countries()))
        set_choices(self, "skills", titled(offered))
        if not offered:
            del self.fields["skills"]

    def shown(self) -> actions.Shown:
        given = self.cleaned_data
        return actions.Shown(
            title=given["title"],
            issuer=given["issuer"],
            number=given["number"],
            issued_on=given["issued_on"],
            ends_on=given["ends_on"],
            recognition=Recognition(given["recognition"]),
            recognised_by=given["recognised_by"],
            recognised_in_id=given["recognised_in"] or None,
            verification_link=given["verification_link"].strip(),
            paper=self.papers.get(given["paper"]),
            skills=[self.offered[pk] for pk in given.get("skills", [])],
        )


class RecognitionForm(BaseForm):
    recognition = forms.ChoiceField(
        label=_("Is it recognised?"), choices=Recognition.choices, widget=forms.RadioSelect
    )
    recognised_by = line(_("Recognised by"))
    recognised_in = forms.ChoiceField(label=_("Recognised in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "recognised_in", chosen(countries()))


class WhyForm(BaseForm):
    why = words(_("Why it is left out"), required=True)


class WishForm(BaseForm):
    """In the portal without `review_on` and `said_by`, which are the worker's."""

    kinds = forms.MultipleChoiceField(
        label=_("What they want"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[choice for choice in OfferKind.choices if choice[0] != OfferKind.SERVICE],
    )  # fmt: skip
    occupations = forms.MultipleChoiceField(
        label=_("Occupations"), required=False, widget=forms.CheckboxSelectMultiple
    )
    areas = forms.MultipleChoiceField(
        label=_("Where"), required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Several may be chosen."),
    )  # fmt: skip
    max_km = forms.IntegerField(
        label=_("Farthest way, in kilometres"), min_value=0, max_value=2000, required=False
    )
    weekly_hours = forms.DecimalField(
        label=_("Hours a week at most"), min_value=1, max_value=100, max_digits=4,
        decimal_places=1, required=False, localize=True,
    )  # fmt: skip
    intensity_at_most = forms.ChoiceField(label=_("Hardest work"), required=False)
    needs_child_care = forms.ChoiceField(
        label=_("Children have to be looked after"), choices=YES_NO, required=False
    )
    needs_transport = forms.ChoiceField(
        label=_("Somebody has to bring them there"), choices=YES_NO, required=False
    )
    wage_at_least = forms.DecimalField(
        label=_("Lowest wage"), min_value=0, max_digits=14, decimal_places=2, required=False,
        localize=True,
    )  # fmt: skip
    currency = forms.CharField(
        label=_("Currency"), max_length=3, required=False,
        help_text=_("Three letters, as GHS or EUR."),
    )  # fmt: skip
    wage_period = forms.ChoiceField(label=_("Paid"), choices=WagePeriod.choices, required=False)
    from_on = ThreePartDateField(label=_("Free from"), required=False)
    words = words(_("In their own words"))
    review_on = ThreePartDateField(
        label=_("Look again on"), required=False,
        help_text=_("The day agreed with the person to see whether something was found."),
    )  # fmt: skip
    said_by = forms.ChoiceField(
        label=_("Who says so?"), choices=SaidBy.choices, initial=SaidBy.PERSON
    )

    def __init__(
        self, *args: Any, offered: Sequence[Occupation], areas: Sequence[Area],
        is_own: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        set_choices(self, "occupations", titled(offered))
        set_choices(self, "areas", [(str(area.pk), area.name) for area in areas])
        set_choices(self, "intensity_at_most", chosen(Intensity.choices))
        if not offered:
            del self.fields["occupations"]
        if is_own:
            self.fields["kinds"].label = _("What you want")
            self.fields["words"].label = _("In your own words")
            self.fields["needs_child_care"].label = _("Your children have to be looked after")
            self.fields["needs_transport"].label = _("Somebody has to bring you there")
            del self.fields["review_on"], self.fields["said_by"]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"] or "").upper()

    def wished(self) -> actions.Wished:
        given = self.cleaned_data
        return actions.Wished(
            kinds=tuple(given["kinds"]),
            occupation_ids=tuple(int(pk) for pk in given.get("occupations", [])),
            area_ids=tuple(int(pk) for pk in given["areas"]),
            max_km=given["max_km"],
            weekly_hours=given["weekly_hours"],
            needs_child_care=TRUTH.get(given["needs_child_care"]),
            needs_transport=TRUTH.get(given["needs_transport"]),
            intensity_at_most=given["intensity_at_most"],
            wage_at_least=given["wage_at_least"],
            currency=given["currency"],
            wage_period=given["wage_period"] or WagePeriod.MONTH,
            from_on=given["from_on"],
            words=given["words"],
            review_on=given.get("review_on"),
            said_by=SaidBy(given.get("said_by") or SaidBy.PERSON),
        )


class TalkForm(BaseForm):
    answer = forms.ChoiceField(
        label=_("What do they say?"), choices=TrainingAnswer.choices, widget=forms.RadioSelect
    )
    words = words(_("In their own words"), help_text=_("Needed where they don’t want it."))


class ReviewForm(BaseForm):
    outcome = forms.ChoiceField(
        label=_("How does the search go on?"), choices=SearchOutcome.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = words(_("Why"), required=False)
    next_on = ThreePartDateField(
        label=_("Look again on"), required=False,
        help_text=_("Not needed where something was found, or the search ends."),
    )  # fmt: skip


def initial_of(wish: Any) -> dict[str, Any]:
    """A wish as its form holds it, to be stated anew."""
    if wish is None:
        return {}
    truth = {True: "yes", False: "no", None: ""}
    wage: Decimal | None = wish.wage_at_least
    return {
        "kinds": wish.kinds,
        "occupations": [str(pk) for pk in wish.occupation_ids],
        "areas": [str(pk) for pk in wish.area_ids],
        "max_km": wish.max_km,
        "weekly_hours": wish.weekly_hours,
        "intensity_at_most": wish.intensity_at_most,
        "needs_child_care": truth[wish.needs_child_care],
        "needs_transport": truth[wish.needs_transport],
        "wage_at_least": wage,
        "currency": wish.currency,
        "wage_period": wish.wage_period,
        "from_on": wish.from_on,
        "words": wish.words,
    }
