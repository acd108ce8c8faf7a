"""Every write on tokens."""

import secrets
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access.keys import restrictions
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.core.tokens import hash_of
from homeward.exchange import importer, queries, rules
from homeward.exchange.choices import FileKind, Reason
from homeward.exchange.models import ApiRequest, ApiToken, ImportDraft, ImportRun
from homeward.exchange.readers import hsds, jordan_services
from homeward.exchange.readings import Reading, Upload
from homeward.messages import actions as messages
from homeward.services.records import DirectoryRecord

PREFIX = "hw_"
HINT = 8


@transaction.atomic
def grant_token(
    user: User,
    *,
    used_for: str,
    scopes: Collection[str],
    expires_at: datetime,
    by: User,
    at: datetime,
) -> ApiToken:
    """Lets a colleague take a token. There is no secret yet, so the manager can't know it."""
    require(by, "exchange.grant_token")
    facts = rules.GrantingFacts(
        for_somebody_else=user.pk != by.pk,
        user_is_of_the_organisation=user.is_active and user.organisation_id == by.organisation_id,
        scopes=scopes,
        at=at,
        expires_at=expires_at,
    )
    refuse_if(rules.reasons_not_to_grant(facts))
    token = ApiToken.objects.create(
        organisation=by.organisation_of_rows,
        user=user,
        used_for=used_for,
        scopes=sorted(scopes),
        granted_at=at,
        granted_by=by,
        expires_at=expires_at,
    )
    _tell(token, at=at)
    return token


def _tell(token: ApiToken, *, at: datetime) -> None:
    with translation.override(token.user.language):
        subject = _("A token for a program is ready for you")
        body = _("%(who)s prepared it. Sign in and take it here; it is shown once:\n\n%(link)s") % {
            "who": token.granted_by,
            "link": f"{settings.BASE_URL.rstrip('/')}{reverse('exchange:tokens')}",
        }
    messages.queue(to=token.user.email, subject=subject, body=body, at=at)


@transaction.atomic
def take_token(token: ApiToken, *, by: User, at: datetime) -> str:
    """Makes the secret and returns it: the only time that it is known."""
    require(by, "exchange.take_token")
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    refuse_if(
        rules.reasons_not_to_take(
            is_theirs=token.user_id == by.pk,
            is_taken=token.taken_at is not None,
            has_ended=queries.has_ended(token, at=at),
        )
    )
    secret = PREFIX + secrets.token_urlsafe(32)
    token.token_hash, token.hint, token.taken_at = hash_of(secret), secret[:HINT], at
    token.save(update_fields=["token_hash", "hint", "taken_at"])
    return secret


@transaction.atomic
def rotate_token(token: ApiToken, *, by: User, at: datetime) -> str:
    """Makes another secret; the one before is good for a while, so that nothing stands still."""
    require(by, "exchange.take_token")
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    refuse_if(
        rules.reasons_not_to_rotate(
            is_theirs=token.user_id == by.pk,
            is_taken=token.taken_at is not None,
            has_ended=queries.has_ended(token, at=at),
        )
    )
    secret = PREFIX + secrets.token_urlsafe(32)
    token.previous_hash, token.previous_until = token.token_hash, at + rules.OVERLAP
    token.token_hash, token.hint = hash_of(secret), secret[:HINT]
    token.save(update_fields=["previous_hash", "previous_until", "token_hash", "hint"])
    return secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User, at: datetime) -> None:
    """Ends it for the next request. A second click changes nothing."""
    require(by, "exchange.revoke_token")
    held = queries.tokens(by).select_for_update(of=("self",)).get(pk=token.pk)
    if held.revoked_at is None:
        restrictions.note(ApiToken, [held.pk])
        held.revoked_at, held.revoked_by = at, by
        held.save(update_fields=["revoked_at", "revoked_by"])


def request_of(
    token_id: UUID, key: str, said: str, *, by: User, at: datetime
) -> tuple[ApiRequest, bool]:
    """Notes a request that changes something; False beside it where it came before, word for word.

    The other of two at once waits here for the first one's commit. What is refused is undone with
    its note, and may be sent again under its key.
    """
    refuse_if(rules.reasons_against_key(key))
    request = ApiRequest(
        organisation=by.organisation_of_rows,
        token_id=token_id,
        key=key,
        said=hash_of(said),
        at=at,
    )
    ApiRequest.objects.bulk_create([request], ignore_conflicts=True)
    held = ApiRequest.objects.get(token_id=token_id, key=key)
    if held.said != request.said:
        raise Refused(Reason.KEY_USED_OTHERWISE)
    return held, held.pk == request.pk


def note_subject(request: ApiRequest, about: UUID) -> None:
    """Whence the same request, sent again, is answered."""
    request.about = about
    request.save(update_fields=["about"])


@transaction.atomic
def hold(row: Model) -> None:
    """Locks a row that is to be compared with what a program has read, and then changed."""
    type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()


def note_import(
    report: dict[str, Any],
    *,
    kind: str,
    files: dict[str, str],
    by: User | None,
    at: datetime,
) -> ImportRun:
    """Keeps what an import did; `files` are names with their SHA-256. None: the command line."""
    return ImportRun.objects.create(
        kind=kind,
        source=report["source"],
        file_names=list(files),
        file_hashes=list(files.values()),
        at=at,
        by=by,
        counts=report["counts"],
        report=report,
    )


@transaction.atomic
def draft_import(
    files: list[Upload],
    *,
    kind: str,
    source: str,
    country: str,
    language: str,
    publishes: bool,
    by: User,
    at: datetime,
) -> ImportDraft:
    """Keeps files until their sender has seen what they would do. An older draft is replaced."""
    require(by, "exchange.import")
    ImportDraft.objects.filter(by=by).delete()
    return ImportDraft.objects.create(
        by=by,
        at=at,
        kind=kind,
        source=source,
        country=country,
        language=language,
        publishes=publishes,
        file_names=[file.name for file in files],
        contents=[file.content for file in files],
    )


def preview(draft: ImportDraft) -> importer.Report:
    """What the draft would do; nothing of it is written."""
    return importer.run(*_read(draft), dry_run=True)


@transaction.atomic
def carry_out(draft: ImportDraft, *, retire_gone: bool, by: User, at: datetime) -> ImportRun | None:
    """Writes what the draft says, and keeps its report. None where it is refused after all."""
    require(by, "exchange.import")
    draft = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk, by=by)
    report = importer.run(*_read(draft), retire_gone=retire_gone)
    if report.is_refused:
        return None
    contents = zip(draft.file_names, draft.contents, strict=True)
    files = {name: sha256(bytes(content)).hexdigest() for name, content in contents}
    draft.delete()
    return note_import(report.as_json(), kind=draft.kind, files=files, by=by, at=at)


def _read(draft: ImportDraft) -> tuple[DirectoryRecord, Reading]:
    contents = zip(draft.file_names, draft.contents, strict=True)
    files = [Upload(name, bytes(content)) for name, content in contents]
    if draft.kind == FileKind.SERVICES_JORDAN:
        directory, reading = jordan_services.read(files[0], files[1])
    else:
        directory, reading = hsds.read(
            {file.name: file.content for file in files},
            source=draft.source,
            country=draft.country,
            language=draft.language,
        )
    return (importer.published(directory) if draft.publishes else directory), reading
