"""KoboToolbox: forms whose submissions are fetched, and exports that are brought as a workbook."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.foreign import json_of
from homeward.core.outgoing import Answer, Barred, Failed, Outgoing, is_outside
from homeward.core.refusals import Refused, refuse_if
from homeward.files.rules import MOST_BYTES
from homeward.forms import kobo
from homeward.forms import queries as forms
from homeward.forms.models import FormVersion
from homeward.openrosa import bringing, rules
from homeward.openrosa.actions.receiving import Parcel, deliver
from homeward.openrosa.bringing import Item, Looked
from homeward.openrosa.choices import Reason, State
from homeward.openrosa.models import KoboForm, SheetDraft
from homeward.programmes.models import Programme
from homeward.surveys.choices import Source

# What is fetched while the browser waits; the rest with the next click.
A_FETCH = 200
LARGEST_PAGE = 8 * 1024 * 1024
UNAUTHORISED = {401, 403, 404}
GOOD = 200


@transaction.atomic
def add_kobo_form(
    *,
    server: str,
    asset: str,
    token: str,
    programme: Programme,
    form_version: FormVersion,
    of_nobody: bool,
    by: User,
    at: datetime,
) -> KoboForm:
    """The token is kept encrypted, and shown to nobody again."""
    require(by, "openrosa.fetch")
    server = server.strip().rstrip("/")
    refuse_if(
        rules.reasons_not_to_add(
            is_outside=is_outside(server),
            is_asset=rules.is_asset(asset),
            is_new=not KoboForm.objects.filter(
                server=server, asset=asset, ended_at__isnull=True
            ).exists(),
        )
    )
    return KoboForm.objects.create(
        organisation=by.organisation_of_rows,
        programme=programme,
        form_version=form_version,
        server=server,
        asset=asset,
        token=token.strip(),
        of_nobody=of_nobody,
        added_at=at,
        added_by=by,
    )


@transaction.atomic
def end_kobo_form(kobo_form: KoboForm, *, by: User, at: datetime) -> None:
    """No more is fetched, and the token goes. What came stays."""
    require(by, "openrosa.fetch")
    held = KoboForm.objects.select_for_update(of=("self",)).get(pk=kobo_form.pk)
    if held.ended_at is None:
        held.ended_at, held.token = at, ""
        held.save(update_fields=["ended_at", "token"])


def look(
    kobo_form: KoboForm, *, from_the_start: bool, out: Outgoing | None = None
) -> tuple[Looked, int]:
    """What is new there, and how many more there are behind these. Nothing is written."""
    since = 0 if from_the_start else kobo_form.fetched_up_to
    page = _page(kobo_form, since, out or Outgoing(most_bytes=LARGEST_PAGE))
    records = [record for record in page.get("results", []) if isinstance(record, Mapping)]
    looked = bringing.look_at_records(records, forms.read(kobo_form.form_version))
    return looked, max(0, int(page.get("count") or 0) - len(records))


@transaction.atomic
def fetch(
    kobo_form: KoboForm,
    *,
    from_the_start: bool = False,
    by: User,
    at: datetime,
    out: Outgoing | None = None,
) -> dict[str, Any]:
    """Takes in what is new there, at most so much at once. Again it doubles nothing.

    What was corrected there keeps its number: it is found from the start.
    """
    require(by, "openrosa.fetch")
    kobo_form = (
        KoboForm.objects.select_for_update(of=("self",))
        .select_related("programme", "form_version")
        .get(pk=kobo_form.pk)
    )
    if kobo_form.ended_at:
        raise Refused(Reason.ENDED)
    looked, more = look(kobo_form, from_the_start=from_the_start, out=out)
    report = looked.as_json() | _deliver(looked.items, kobo_form, by=by, at=at, out=out)
    report |= {"more": more, "at": at.isoformat()}
    kobo_form.fetched_up_to = looked.last or kobo_form.fetched_up_to
    kobo_form.fetched_at, kobo_form.report = at, report
    kobo_form.save(update_fields=["fetched_up_to", "fetched_at", "report"])
    return report


def _page(kobo_form: KoboForm, since: int, out: Outgoing) -> dict[str, Any]:
    """One page of `/api/v2/assets/<id>/data/`, by rising `_id` from the last one that was taken."""
    asked = {
        "format": "json",
        "limit": str(A_FETCH),
        "sort": json.dumps({"_id": 1}),
        "query": json.dumps({"_id": {"$gt": since}}),
    }
    query = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
    answer = _get(f"{kobo_form.server}/api/v2/assets/{kobo_form.asset}/data/?{query}",
                  kobo_form, out)  # fmt: skip
    try:
        page = json_of(answer.body)
    except ValueError as error:
        raise Refused(Reason.NO_ANSWER) from error
    if not isinstance(page, dict) or not isinstance(page.get("results"), list):
        raise Refused(Reason.NO_ANSWER)
    return page


def _get(url: str, kobo_form: KoboForm, out: Outgoing) -> Answer:
    try:
        answer = out.request("GET", url, headers={"Authorization": f"Token {kobo_form.token}"})
    except Barred as error:
        raise Refused(Reason.NOT_A_SERVER) from error
    except Failed as error:
        raise Refused(Reason.NO_ANSWER) from error
    if answer.status in UNAUTHORISED:
        raise Refused(Reason.NOT_LET_IN)
    if answer.status != GOOD:
        raise Refused(Reason.NO_ANSWER)
    return answer


def _files(item: Item, kobo_form: KoboForm, out: Outgoing | None) -> dict[str, bytes]:
    """The files of one filled form, from the very server that the token is for."""
    found = {}
    for said in item.attachments:
        url = str(said.get("download_url") or "")
        name = str(said.get("filename") or "").rpartition("/")[2]
        if name and urlsplit(url).netloc == urlsplit(kobo_form.server).netloc:
            sender = out or Outgoing(most_bytes=MOST_BYTES)
            found[name] = _get(url, kobo_form, sender).body
    return found


def _deliver(
    items: list[Item], kobo_form: KoboForm, *, by: User, at: datetime, out: Outgoing | None
) -> dict[str, int]:
    states = [
        deliver(
            Parcel(
                source=Source.KOBO,
                programme=kobo_form.programme,
                form_version=kobo_form.form_version,
                instance_id=item.instance_id,
                deprecated_id=item.deprecated_id,
                content=item.content,
                said=item.said,
                files=_files(item, kobo_form, out),
                of_nobody=kobo_form.of_nobody,
                kobo_form=kobo_form,
            ),
            by=by,
            at=at,
        ).delivery.state
        for item in items
    ]
    return {"taken": states.count(State.TAKEN), "waiting": states.count(State.WAITING)}


# The export as a workbook


@transaction.atomic
def bring_sheet(
    content: bytes,
    name: str,
    *,
    programme: Programme,
    form_version: FormVersion,
    of_nobody: bool,
    by: User,
    at: datetime,
) -> SheetDraft:
    """Keeps an export until its sender has seen what it would do. An older draft goes."""
    require(by, "openrosa.fetch")
    look_at(content, form_version)
    SheetDraft.objects.filter(brought_by=by, taken_at__isnull=True).delete()
    return SheetDraft.objects.create(
        organisation=by.organisation_of_rows,
        programme=programme,
        form_version=form_version,
        name=name[:150],
        content=content,
        of_nobody=of_nobody,
        brought_at=at,
        brought_by=by,
    )


def look_at(content: bytes, form_version: FormVersion) -> Looked:
    """What an export would do; nothing of it is written. Raises Refused."""
    try:
        return bringing.look_at_export(content, forms.read(form_version))
    except kobo.NotAWorkbook as error:
        raise Refused(Reason.NOT_A_SHEET) from error


@transaction.atomic
def take_sheet(draft: SheetDraft, *, by: User, at: datetime) -> dict[str, Any]:
    """Takes in what the preview showed; rows with faults stay out. The workbook's content goes."""
    require(by, "openrosa.fetch")
    draft = (
        SheetDraft.objects.select_for_update(of=("self",))
        .select_related("programme", "form_version")
        .get(pk=draft.pk)
    )
    if draft.taken_at:
        raise Refused(Reason.IS_DONE)
    looked = look_at(draft.content, draft.form_version)
    if not looked.items:
        raise Refused(Reason.NOTHING_TO_TAKE)
    states = [
        deliver(
            Parcel(
                source=Source.FILE,
                programme=draft.programme,
                form_version=draft.form_version,
                instance_id=item.instance_id,
                content=item.content,
                said=item.said,
                of_nobody=draft.of_nobody,
            ),
            by=by,
            at=at,
        ).delivery.state
        for item in looked.items
    ]
    report = looked.as_json()
    report |= {"taken": states.count(State.TAKEN), "waiting": states.count(State.WAITING)}
    draft.content, draft.taken_at, draft.report = b"", at, report
    draft.save(update_fields=["content", "taken_at", "report"])
    return report
