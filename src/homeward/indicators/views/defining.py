"""Drafts, versions put in use, agreements, and values to compare with."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.indicators import actions, forms, queries
from homeward.indicators.choices import Direction, MarkKind, Status
from homeward.indicators.models import Definition, Indicator

SECTION = {"section": "indicators"}


def _form(
    request: Request,
    form: Any,
    act: Callable[[], Any],
    *,
    done: str,
    to: Callable[[Any], str],
    template: str = "indicators/form.html",
    **context: Any,
) -> HttpResponse:
    """Taken, it leads on; refused, it keeps what was typed and names every reason."""
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            given = act()
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, done)
            return redirect(to(given))
    status = 409 if reasons else 422 if request.method == "POST" else 200
    return render(
        request, template, SECTION | context | {"form": form, "reasons": reasons}, status=status
    )


def _sent(request: Request) -> Any:
    """What was sent; a form without fields is sent empty."""
    return request.POST if request.method == "POST" else None


def _page_of(indicator: Indicator) -> str:
    return reverse("indicators:indicator", args=[indicator.code])


def _draft_of(code: str) -> Definition:
    return get_object_or_404(
        Definition.objects.select_related("indicator"),
        indicator__code=code,
        status=Status.DRAFT,
    )


@page("indicators.define")
def new(request: Request) -> HttpResponse:
    form = forms.NewForm(_sent(request))

    def act() -> Definition:
        said = dict(form.cleaned_data)
        return actions.begin(
            said.pop("code"), said.pop("name"), Direction(said.pop("direction")),
            by=request.user, at=timezone.now(), **said,
        )  # fmt: skip

    return _form(
        request, form, act,
        done=_("A draft was begun. Nothing is computed before it is in use."),
        to=lambda made: reverse("indicators:draft", args=[made.indicator.code]),
        title=_("New indicator"), button=_("Begin the draft"),
        back=(reverse("indicators:index"), _("Indicators")),
    )  # fmt: skip


@page("indicators.define")
def draft(request: Request, code: str) -> HttpResponse:
    """The draft as it stands; asked for by a POST without one, the next version is begun."""
    found = get_object_or_404(Indicator, code=code)
    waiting = found.definitions.filter(status=Status.DRAFT).first()
    if waiting is None:
        return _revise(request, found)
    form = forms.DefinitionForm(_sent(request), initial=forms.said_by(waiting))
    return _form(
        request, form,
        lambda: actions.write(waiting, by=request.user, **form.cleaned_data),
        done=_("Kept."),
        to=lambda made: reverse("indicators:draft", args=[code]),
        template="indicators/draft.html",
        title=_("%(name)s, version %(n)d") % {"name": found, "n": waiting.version},
        button=_("Keep the draft"), back=(_page_of(found), str(found)), definition=waiting,
        indicator=found, agreed=queries.agreements_of(waiting),
    )  # fmt: skip


def _revise(request: Request, found: Indicator) -> HttpResponse:
    if request.method != "POST":
        return redirect("indicators:indicator", code=found.code)
    try:
        actions.revise(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason.label))
        return redirect("indicators:indicator", code=found.code)
    return redirect("indicators:draft", code=found.code)


@page("indicators.define")
def publish(request: Request, code: str) -> HttpResponse:
    waiting = _draft_of(code)
    return _form(
        request, BaseForm(_sent(request)),
        lambda: actions.publish(waiting, by=request.user, at=timezone.now()),
        done=_("In use. Its first figures come with the next night, or when they are asked for."),
        to=lambda made: _page_of(made.indicator),
        template="indicators/confirm.html",
        title=_("Put version %(n)d of %(name)s in use?")
        % {"n": waiting.version, "name": waiting.indicator},
        danger=_("Put it in use"), cancel=_("Keep it a draft"),
        back=(reverse("indicators:draft", args=[code]), str(waiting.indicator)),
        consequences=[
            Consequence(_("It never changes from then on. A change needs a further version.")),
            Consequence(_("The version in use now stays to be read, with its figures.")),
        ],
    )  # fmt: skip


@page("indicators.define")
def discard(request: Request, code: str) -> HttpResponse:
    waiting = _draft_of(code)
    return _form(
        request, BaseForm(_sent(request)),
        lambda: actions.discard(waiting, by=request.user),
        done=_("The draft is gone."),
        to=lambda _gone: reverse("indicators:index"),
        template="indicators/confirm.html",
        title=_("Discard version %(n)d of %(name)s?")
        % {"n": waiting.version, "name": waiting.indicator},
        danger=_("Discard the draft"), cancel=_("Keep it"),
        back=(reverse("indicators:draft", args=[code]), str(waiting.indicator)),
        consequences=[Consequence(_("What was written in it is lost."))],
    )  # fmt: skip


@page("indicators.agree")
def agree(request: Request, code: str) -> HttpResponse:
    """To the version in use, or to the one that is proposed."""
    found = get_object_or_404(Indicator, code=code)
    wanted = request.GET.get("version", "")
    chosen = found.definitions.exclude(status=Status.REPLACED)
    if are_digits(wanted):
        chosen = chosen.filter(version=wanted)
    definition = get_object_or_404(chosen.order_by("-status", "-version")[:1])
    form = forms.ProgrammeForm(_sent(request), programmes=queries.programmes_of(request.user))
    return _form(
        request, form,
        lambda: actions.agree(definition, form.asked, by=request.user, at=timezone.now()),
        done=_("Agreed."),
        to=lambda _given: _page_of(found),
        title=_("Measure a programme by version %(n)d of %(name)s")
        % {"n": definition.version, "name": found},
        intro=_("Your organisation agrees that figures of the programme are computed so."),
        button=_("Agree"), back=(_page_of(found), str(found)),
    )  # fmt: skip


@page("indicators.mark")
def mark(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(Indicator, code=code)
    form = forms.MarkForm(_sent(request), programmes=queries.programmes_of(request.user))

    def act() -> Any:
        said = form.cleaned_data
        stated = actions.Stated(
            kind=MarkKind(said["kind"]), value=said["value"], currency=said["currency"],
            valid_from=said["valid_from"], valid_until=said["valid_until"],
            source=said["source"], programme=form.chosen,
        )  # fmt: skip
        return actions.state(found, stated, by=request.user, at=timezone.now())

    return _form(
        request, form, act,
        done=_("Stated. Figures are compared with it from its day on."),
        to=lambda _given: _page_of(found),
        title=_("State a target or a benchmark for %(name)s") % {"name": found},
        intro=_("A benchmark without a source is nobody's: say who states it, and where."),
        button=_("State it"), back=(_page_of(found), str(found)),
    )  # fmt: skip


@page("indicators.read")
def compare(request: Request, code: str) -> HttpResponse:
    """Two versions beside each other: what they say otherwise."""
    found = get_object_or_404(Indicator, code=code)
    versions = {str(one.version): one for one in found.definitions.select_related("indicator")}
    numbers = sorted(versions, key=int)
    one = versions.get(request.GET.get("one", ""), versions[numbers[0]] if numbers else None)
    other = versions.get(request.GET.get("other", ""), versions[numbers[-1]] if numbers else None)
    lines = queries.differences(one, other) if one and other else []
    return render(
        request, "indicators/compare.html",
        SECTION | {
            "indicator": found, "one": one, "other": other, "versions": list(versions.values()),
            "lines": [
                (forms.label_of(name), first, second)
                for name, first, second in lines
            ],
        },
    )  # fmt: skip
