"""Papers that are brought for an instalment, and the checks that are made on them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.files import actions as files
from homeward.files.models import StoredFile
from homeward.funds import queries, rules
from homeward.funds.actions.moving import belongs, locked, move, wait, wait_for_proof
from homeward.funds.choices import Check, InstalmentStatus, Reason, Way
from homeward.funds.models import CheckMade, Instalment, Proof, ProofCheck
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def bring_proof(
    instalment: Instalment,
    content: bytes,
    name: str,
    *,
    redeemed_on: date | None = None,
    by: User,
    at: datetime,
) -> Proof:
    """Stores the paper; from here on the fund office holds the next step.

    `redeemed_on` is the day on which a voucher's supplier took it.
    """
    require(by, "funds.bring_proof")
    instalment = locked(instalment)
    voucher = queries.voucher_of(instalment)
    reasons = rules.reasons_not_to_bring(
        InstalmentStatus(instalment.status),
        way=Way(instalment.way),
        has_voucher=voucher is not None,
        handed_out=queries.is_handed_out(instalment),
    )
    refuse_if(reasons)
    proof = Proof.objects.create(
        instalment=instalment,
        file=_stored(instalment, content, name, by=by),
        brought_by=by,
        at=at,
        **belongs(instalment, by),
    )
    if voucher and redeemed_on:
        voucher.redeemed_on = redeemed_on
        voucher.save(update_fields=["redeemed_on"])
    move(instalment, InstalmentStatus.PROVEN)
    tasks.end(TaskKind.BRING_PROOF, instalment.pk, at=at)
    wait(TaskKind.PAY_INSTALMENT, instalment, holder_org_id=instalment.fund_org_id, at=at)
    return proof


def _stored(instalment: Instalment, content: bytes, name: str, *, by: User) -> StoredFile:
    return files.store(
        content,
        name,
        person_id=instalment.person_id,
        programme_id=instalment.programme_id,
        data_class=DataClass.FINANCE,
        by=by,
    )


@transaction.atomic
def refuse_proof(proof: Proof, reason: str, *, by: User, at: datetime) -> ProofCheck:
    """The fund office sends the paper back with its reason; another one may be brought."""
    require(by, "funds.check_proof")
    instalment = locked(proof.instalment)
    last = queries.last_proof(instalment)
    status = InstalmentStatus(instalment.status)
    if last is None or last.pk != proof.pk:
        raise Refused(Reason.WRONG_STATUS)
    reasons = rules.reasons_not_to_refuse(
        status=status,
        reason=reason,
        by_another_than_brought_it=proof.brought_by_id != by.pk,
        is_the_fund=instalment.fund_org_id == by.organisation_id,
    )
    refuse_if(reasons)
    check = ProofCheck.objects.create(
        proof=proof, reason=reason, at=at, by=by, **belongs(instalment, by)
    )
    move(instalment, InstalmentStatus.REFUSED)
    tasks.end(TaskKind.PAY_INSTALMENT, instalment.pk, at=at)
    with translation.override(instalment.planned_by.language):
        wait_for_proof(instalment, at=at, note=reason)
    return check


@transaction.atomic
def make_check(
    instalment: Instalment,
    check: Check,
    *,
    on: date,
    content: bytes = b"",
    name: str = "",
    by: User,
    at: datetime,
) -> CheckMade:
    """Says that one of the checks asked for was made, with a paper of it where there is one.

    A visit is recorded by whoever works with the person; the others are the fund office's own,
    made on the proof that waits. A proof that comes after a refusal is checked anew.
    """
    on_the_spot = check in rules.MADE_ON_THE_SPOT
    require(by, "funds.record_visit" if on_the_spot else "funds.check_proof")
    instalment = locked(instalment)
    proof = None if on_the_spot else queries.last_proof(instalment)
    side = instalment.owner_org_id if on_the_spot else instalment.fund_org_id
    facts = rules.CheckFacts(
        asked=check in queries.checks_asked(instalment, on=at.date()),
        has_proof=on_the_spot or proof is not None,
        by_another_than_brought_it=proof is None or proof.brought_by_id != by.pk,
        is_its_side=side == by.organisation_id,
        made=CheckMade.objects.filter(
            instalment=instalment, proof=proof, check_code=check
        ).exists(),
        settled=instalment.status in rules.SETTLED,
    )
    refuse_if(rules.reasons_not_to_check(facts))
    return CheckMade.objects.create(
        instalment=instalment,
        proof=proof,
        check_code=check,
        on=on,
        file=_stored(instalment, content, name, by=by) if content else None,
        at=at,
        by=by,
        **belongs(instalment, by),
    )
