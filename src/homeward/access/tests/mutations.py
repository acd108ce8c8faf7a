"""Each term of the gate, and how it is taken out: for tests that must notice when one is missing.

`take_out(name)` changes the definitions in the test's own transaction, as the database's owner. A
fragment that is not found is an error, so that a term that was rewritten is rewritten here too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

GUARD = "gate_guard(text, text)"
CLEARED = "' and data_class = any ((select gate_classes())::smallint[])'"
HELPED = "%I = (select gate_helped())'\n        "
RECIPIENT = "(select gate_recipient()) = any (shared_with)"


@dataclass(frozen=True)
class Edit:
    """In the body of a function, every occurrence of `fragment` becomes `instead`."""

    function: str
    fragment: str
    instead: str


@dataclass(frozen=True)
class PolicyEdit:
    """In the condition of a policy as the server words it, `fragment` becomes true."""

    table: str
    policy: str
    fragment: str


@dataclass(frozen=True)
class Term:
    name: str
    edits: Sequence[Edit | PolicyEdit] = ()
    # Run afterwards: policies dropped, what is folded folded anew.
    then: Sequence[str] = field(default_factory=tuple)


TERMS = [
    Term("own organisation", [Edit(GUARD, "owner_org_id = (select gate_org())", "true")]),
    Term("clearance", [Edit(GUARD, CLEARED, "''")]),
    Term(
        "clearance for what is shared",
        [Edit("gate_scopes(boolean)", "o.data_class = any (classes)", "true")],
    ),
    Term(
        "narrowed clearance",
        [Edit("access_cleared(bigint)", "(n.role = c.role or n.user_id = u.id)", "false")],
    ),
    Term("active account", [Edit("access_fields(text, text, smallint)", " and u.is_active", "")]),
    Term("team of a sealed file", [Edit(GUARD, "(not sealed or %I", "(true or %I")]),
    Term(
        "seal on what others share",
        [Edit(GUARD, "' and %1$I <> all ((select gate_sealed_out())::uuid[])'", "''")],
    ),
    Term(
        "seal on waits",
        then=["drop policy sealed_files_stay_with_their_team on tasks_task"],
    ),
    Term(
        "seals are their team's",
        then=[
            "drop policy team_alone on seals_seal",
            "drop policy team_alone on seals_sealedfile",
            "drop policy team_alone on seals_teammember",
        ],
    ),
    Term(
        "clause in force",
        [Edit(GUARD, "scope = any ((select gate_scopes(%%s))::bigint[])", "(%%s or true)")],
    ),
    Term(
        "dates of the agreement",
        [Edit("gate_scopes(boolean)", "and today between o.starts_on and o.ends_on", "")],
    ),
    Term(
        "agreement in force",
        [Edit("agreements_fold()", "a.status = 'in_force'", "true")],
        ["update agreements_agreement set status = status"],
    ),
    Term(
        "agreement signed by all",
        [Edit("agreements_fold()", "y.signed_on is null", "false")],
        ["update agreements_agreement set status = status"],
    ),
    Term("consent", [Edit(GUARD, RECIPIENT, "true")]),
    Term(
        "end of a consent",
        [
            Edit(
                GUARD,
                "(shared_until >= current_date or gate_still_shared(%1$I, data_class))",
                "true",
            )
        ],
    ),
    Term(
        "folding anew",
        [
            Edit(
                "gate_refold(uuid)",
                "from public.access_guarded order",
                "from public.access_guarded where false order",
            )
        ],
    ),
    Term(
        "purpose",
        [
            Edit("gate_scopes(boolean)", "o.purpose = why", "true"),
            Edit(
                GUARD,
                RECIPIENT,
                "exists (select 1 from unnest(shared_with) r where r / 16 = (select gate_org()))",
            ),
        ],
    ),
    Term(
        "write clause",
        [Edit("gate_scopes(boolean)", "and (o.may_write or not for_writing)", "")],
    ),
    Term("classes of a helper", [Edit(GUARD, HELPED + CLEARED, HELPED)]),
    Term("person seen by the writer", [Edit(GUARD, "gate_sees_person(%1$I)", "true")]),
    Term("asylum bar", [Edit(GUARD, "data_class <> 7 or", "true or")]),
    Term(
        "asylum never moves",
        [Edit("gate_asylum_stays()", "if public.", "if false and public.")],
    ),
    Term(
        "block in an emergency",
        [Edit("gate_emergencies()", "and not public.gate_blocked(e.person_id)", "")],
    ),
    Term("hour of an emergency", [Edit("gate_emergencies()", "and e.until > now()", "")]),
    Term("end of an emergency", [Edit("gate_emergencies()", "e.ended_at is null", "true")]),
    Term(
        "user of an emergency",
        [Edit("gate_emergencies()", "e.user_id = actor[2]::bigint", "true")],
    ),
    Term(
        "emergency only reads",
        [Edit(GUARD, " and %1$I <> all ((select gate_emergencies())::uuid[])", "")],
    ),
    Term(
        "receiver of a referral",
        [
            Edit("referrals_is_receiver(bigint, uuid)", "receiver = public.gate_org()", "true"),
            PolicyEdit(
                "referrals_referral", "received",
                "(receiver_org_id = ( SELECT gate_org() AS gate_org))",
            ),
        ],
    ),
    Term(
        "facts of a referral that has ended",
        [
            PolicyEdit(
                "referrals_sharedfact", "received", "referrals_facts_open(referral_id, data_class)"
            )
        ],
    ),
    Term(
        "consent for the facts of a referral",
        [
            PolicyEdit(
                "referrals_sharedfact", "received",
                "(( SELECT gate_recipient() AS gate_recipient) = ANY (shared_with))",
            )
        ],
    ),
    Term(
        "referral of the link",
        [Edit("referrals_is_receiver(bigint, uuid)", "referral = public.gate_link()", "true")],
    ),
    Term(
        "revoked link",
        [
            Edit("access_link_fields_below(text, smallint)", "l.revoked_at is null and", ""),
            Edit("referrals_link_of_token(text)", "l.revoked_at is null or", "true or"),
        ],
    ),
    Term(
        "link that has ended",
        [
            Edit("access_link_fields_below(text, smallint)", "and l.expires_at > now()", ""),
            Edit("referrals_link_of_token(text)", "and l.expires_at > now()", ""),
        ],
    ),
    Term("self", [Edit(GUARD, "%I = any ((select gate_selves())::uuid[])", "%I is not null")]),
]  # fmt: skip


def take_out(name: str) -> None:
    """Call as the owner, in a transaction that is rolled back."""
    (term,) = [term for term in TERMS if term.name == name]
    with connection.cursor() as cursor:
        for edit in term.edits:
            if isinstance(edit, Edit):
                _edit_function(cursor, edit)
            else:
                _edit_policy(cursor, edit)
        cursor.execute("set constraints all immediate")
        if any(isinstance(edit, Edit) and edit.function == GUARD for edit in term.edits):
            cursor.execute("select gate_guard(name, person_column) from access_guarded")
        for statement in term.then:
            cursor.execute(statement)


def _edit_function(cursor: Any, edit: Edit) -> None:
    text = _one(cursor, "select pg_get_functiondef(%s::regprocedure)", edit.function)
    if edit.fragment not in text:
        raise LookupError(f"{edit.function} has no {edit.fragment!r}")
    cursor.execute(text.replace(edit.fragment, edit.instead))


def _edit_policy(cursor: Any, edit: PolicyEdit) -> None:
    asked = "select qual from pg_policies where tablename = %s and policyname = %s"
    text = _one(cursor, asked, edit.table, edit.policy)
    if edit.fragment not in text:
        raise LookupError(f"{edit.policy} on {edit.table} has no {edit.fragment!r}: {text}")
    condition = text.replace(edit.fragment, "true")
    cursor.execute(f"alter policy {edit.policy} on {edit.table} using ({condition})")


def _one(cursor: Any, sql: str, *values: str) -> str:
    cursor.execute(sql, values)
    return str(cursor.fetchone()[0])
