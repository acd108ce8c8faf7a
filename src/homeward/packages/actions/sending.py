"""A case leaves for another installation, and its receipt comes back."""

import hashlib
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from joserfc.jwk import OKPKey

from homeward.access.choices import Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.foreign import json_of
from homeward.core.refusals import Refused, refuse_if
from homeward.packages import contents, envelope, identity, queries, rules
from homeward.packages.choices import Reason, Status
from homeward.packages.models import SentPackage
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def make(
    case: Case,
    recipient: Organisation,
    *,
    purpose: Purpose = Purpose.CASEWORK,
    by: User,
    at: datetime,
) -> tuple[SentPackage, bytes]:
    """The package's row and its bytes: what the gate would let the recipient see here, no more.

    The bytes are handed over and not kept. Whoever loses them makes another.
    """
    require(by, "packages.send")
    peer = queries.peer_of(recipient)
    classes = contents.classes_for(case, recipient, purpose)
    cited = queries.articles(case, recipient, purpose, classes, on=at.date())
    package_id = uuid4()
    content = contents.gather(
        package_id, case, recipient, purpose=purpose, classes=classes, articles=cited, at=at
    )
    refuse_if(
        rules.reasons_not_to_make(
            key_is_known=peer is not None,
            agreed=bool(classes),
            people=len(content.document["people"]),
        )
    )
    if peer is None:
        raise Refused(Reason.NO_KEY)
    sealed = envelope.seal(contents.pack(content), identity.own(), OKPKey.import_key(peer.box_key))
    package = SentPackage.objects.create(
        id=package_id,
        owner_org=by.organisation_of_rows,
        programme_id=case.programme_id,
        person_id=case.person_id,
        case=case,
        recipient_org=recipient,
        digest=hashlib.sha256(sealed).hexdigest(),
        articles=cited[:400],
        counts=content.counts,
        made_at=at,
        made_by=by,
    )
    tasks.begin(
        TaskKind.ENTER_RECEIPT,
        package.pk,
        holder_org=by.organisation_of_rows,
        holder=by,
        waiter_org=by.organisation_of_rows,
        waiter=by,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
    )
    return package, sealed


@transaction.atomic
def enter_receipt(package: SentPackage, token: str, *, by: User, at: datetime) -> SentPackage:
    """The receiver's signed word on what became of the package."""
    require(by, "packages.send")
    package = (
        SentPackage.objects.select_for_update(of=("self",))
        .select_related("recipient_org")
        .get(pk=package.pk)
    )
    if package.status != Status.MADE:
        raise Refused(Reason.RECEIPTED_ALREADY)
    peer = queries.peer_of(package.recipient_org)
    if peer is None:
        raise Refused(Reason.NO_KEY)
    said = _said(token, OKPKey.import_key(peer.signing_key))
    if (said.get("package"), said.get("digest")) != (str(package.pk), package.digest):
        raise Refused(Reason.OTHER_PACKAGE)
    package.status = Status.RECEIVED if said.get("status") == Status.RECEIVED else Status.REFUSED
    package.receipt, package.receipt_at = token, at
    package.save(update_fields=["status", "receipt", "receipt_at"])
    tasks.end(TaskKind.ENTER_RECEIPT, package.pk, at=at)
    return package


def _said(token: str, signer: OKPKey) -> dict[str, str]:
    try:
        payload = envelope.verified(
            token.strip(),
            signer,
            kind=envelope.RECEIPT,
            to=identity.own().signing.thumbprint(),
        )
        said = json_of(payload)
    except (envelope.Altered, ValueError) as error:
        raise Refused(Reason.NOT_A_RECEIPT) from error
    return said if isinstance(said, dict) else {}
