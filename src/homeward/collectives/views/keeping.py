"""What a project holds, builds and decides."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.collectives import actions, forms, queries
from homeward.collectives.choices import AssetOrigin, Disposal
from homeward.collectives.models import Asset, Photo
from homeward.collectives.views import shown
from homeward.core.asking import ask, data_of, files_of
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.files.answers import to_keep


@page("collectives.read")
def assets(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    context = {
        **shown.head(project, request.user, "assets"),
        "assets": queries.assets(project),
    }
    return render(request, "collectives/assets.html", context)


@page("collectives.settle")
def new_asset(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    form = forms.AssetForm(data_of(request), initial={"acquired_on": timezone.localdate()})

    def write(said: Any) -> Any:
        given = actions.AssetGiven(**{**said, "origin": AssetOrigin(said["origin"])})
        return actions.acquire(project, given, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.url("assets", project), done=_("It is on the list."),
        context={**shown.SECTION, "title": _("Something new of the group"), "crumb": project.name},
    )  # fmt: skip


@page("collectives.keep")
def look_at(request: Request, asset_pk: UUID) -> HttpResponse:
    asset = get_object_or_404(Asset.objects.select_related("project"), pk=asset_pk)
    form = forms.LookForm(
        data_of(request),
        initial={"condition": asset.condition, "kept_at": asset.kept_at,
                 "seen_on": timezone.localdate()},
    )  # fmt: skip

    def write(said: Any) -> Any:
        return actions.look_at(asset, **said, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.url("assets", asset.project), done=_("Kept."),
        context={**shown.SECTION, "title": asset.what, "crumb": asset.project.name},
    )  # fmt: skip


@page("collectives.settle")
def dispose(request: Request, asset_pk: UUID) -> HttpResponse:
    asset = get_object_or_404(Asset.objects.select_related("project"), pk=asset_pk)
    back = shown.url("assets", asset.project)
    form = forms.DisposeForm(data_of(request), initial={"on": timezone.localdate()})

    def write(said: Any) -> Any:
        return actions.dispose(
            asset, **{**said, "how": Disposal(said["how"])}, by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=back, done=_("It is off the list, and out of the book."),
        template="core/confirm.html",
        context={
            **shown.SECTION,
            "title": _("Is %(what)s gone?") % {"what": asset.what},
            "consequences": [
                Consequence(_("Its value leaves the book; money from a sale comes in."), "coins"),
                Consequence(_("It stays to be read, with what became of it."), "history"),
            ],
            "danger": _("It is gone"), "cancel_url": back,
        },
    )  # fmt: skip


@page("collectives.keep")
def new_meeting(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    form = forms.MeetingForm(data_of(request), initial={"held_on": timezone.localdate()})

    def write(said: Any) -> Any:
        given = {name: value for name, value in said.items() if name != "said"}
        held = actions.MeetingHeld(text=said["said"], **given)
        return actions.hold_meeting(project, held, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.url("project", project), done=_("The meeting is kept."),
        context={**shown.SECTION, "title": _("A meeting or consultation"), "crumb": project.name},
    )  # fmt: skip


@page("collectives.keep")
def new_output(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    form = forms.OutputForm(
        data_of(request), with_money=can(request.user, "collectives.settle"),
        initial={"done_on": timezone.localdate()},
    )  # fmt: skip

    def write(said: Any) -> Any:
        return actions.record_output(
            project, actions.OutputMade(**said), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=shown.url("project", project), done=_("Kept."),
        context={**shown.SECTION, "title": _("What was built, delivered or trained"),
                 "crumb": project.name},
    )  # fmt: skip


@page("collectives.keep")
def new_training(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    form = forms.TrainingForm(
        data_of(request), with_money=can(request.user, "collectives.settle"),
        initial={"opened_on": timezone.localdate()},
    )  # fmt: skip

    def write(said: Any) -> Any:
        return actions.record_training(
            project, actions.TrainingMade(**said), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=shown.url("project", project), done=_("Kept."),
        context={**shown.SECTION, "title": _("Places for training"), "crumb": project.name},
    )  # fmt: skip


@page("collectives.keep")
def new_count(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    form = forms.ReachForm(data_of(request), initial={"counted_on": timezone.localdate()})

    def write(said: Any) -> Any:
        return actions.count_reach(
            project, actions.Counted(**said), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=shown.url("project", project), done=_("The count is kept."),
        context={**shown.SECTION, "title": _("Who was reached"), "crumb": project.name,
                 "lead": _("Each person once. Partners read no count below ten.")},
    )  # fmt: skip


@page("collectives.keep")
def new_photo(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    form = forms.PhotoForm(data_of(request), files_of(request))

    def write(said: Any) -> Any:
        photo = said["photo"]
        return actions.store_photo(
            project, photo.read(), photo.name, caption=said["caption"], taken_on=said["taken_on"],
            shows_nobody=said["shows_nobody"], by=request.user, at=timezone.now(),
        )  # fmt: skip

    return ask(
        request, form, write, back=shown.url("project", project), done=_("The photo is kept."),
        context={**shown.SECTION, "title": _("A photo"), "crumb": project.name},
    )  # fmt: skip


@page("collectives.read")
def photo(request: Request, photo_pk: UUID) -> HttpResponse:
    found = get_object_or_404(Photo, pk=photo_pk)
    return to_keep(bytes(found.content), name=found.name, content_type=found.content_type)


@page("collectives.keep")
def remove_photo(request: Request, photo_pk: UUID) -> HttpResponse:
    found = get_object_or_404(Photo.objects.select_related("project").defer("content"), pk=photo_pk)
    back = shown.url("project", found.project)

    def write(said: Any) -> None:
        actions.remove_photo(found, by=request.user, at=timezone.now())

    return ask(
        request, BaseForm(data_of(request)), write, back=back, done=_("The photo is removed."),
        template="core/confirm.html",
        context={
            **shown.SECTION, "title": _("Remove this photo?"),
            "consequences": [Consequence(found.caption, "photo"),
                             Consequence(_("It can’t be brought back."))],
            "danger": _("Remove the photo"), "cancel_url": back,
        },
    )  # fmt: skip
