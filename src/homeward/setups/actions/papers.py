"""Agreements as drafts, texts of messages, gateways."""

from typing import Any

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import User
from homeward.agreements.actions import drafting
from homeward.agreements.choices import Kind, Status
from homeward.agreements.models import Agreement, Clause
from homeward.core.changes import Did
from homeward.messages import queries as messages
from homeward.messages.actions import gateways, texts
from homeward.messages.models import Gateway
from homeward.setups import queries
from homeward.setups.actions.desk import Desk, differs, together, written
from homeward.setups.rules import Row, Wrong

HEAD = ("title", "kind", "level", "form", "starts_on", "ends_on", "review_on")
WAY = (
    *("channel", "kind", "sender", "host", "port", "account", "url", "encoding", "body"),
    "per_minute",
)


def agreement(desk: Desk, row: Row) -> Did:
    by, programmes, parties, _controllers = together(
        lambda: desk.by(row, "agreements.draft"),
        lambda: desk.programmes(row["programmes"], "programmes"),
        lambda: desk.organisations(row["parties"], "parties"),
        lambda: desk.organisations(row["controllers"], "controllers"),
    )
    kept = queries.agreement(row["number"], by)
    said: dict[str, Any] = {name: row[name] for name in HEAD}
    if kept is None:
        made = drafting.draft(
            number=row["number"],
            programmes=programmes,
            by=by,
            **(said | {"kind": Kind(said["kind"])}),
        )
        _parties(desk, row, made, by)
        return Did.NEW
    there = {party.organisation_id for party in kept.parties.all()}
    named = {by.organisation_id, *(party.pk for party in parties)}
    same = not differs(kept, said) and there == named
    if same and kept.programmes == sorted(programme.pk for programme in programmes):
        return Did.UNCHANGED
    if kept.status != Status.DRAFT or there - named or differs(kept, said):
        words = "stands otherwise here; an agreement is changed on its own page, or by a successor"
        raise Wrong("number", f"{row['number']} {words}")
    _parties(desk, row, kept, by)
    return Did.CHANGED


def _parties(desk: Desk, row: Row, of: Agreement, by: User) -> None:
    there = set(of.parties.values_list("organisation", flat=True))
    for name in row["parties"]:
        party = desk.organisation(name, "parties")
        if party.pk not in there:
            drafting.add_party(of, party, by=by)
    if row["controllers"]:
        named = [desk.organisation(name, "controllers") for name in row["controllers"]]
        drafting.name_controllers(of, named, by=by)


def _own(desk: Desk, row: Row) -> tuple[User, Agreement]:
    by = desk.by(row, "agreements.draft")
    of = queries.agreement(row["agreement"], by)
    if of is None:
        words = f"{row['agreement']} is no agreement of theirs"
        raise desk.missing("agreement", words, "agreements.csv")
    return by, of


def clause(desk: Desk, row: Row) -> Did:
    (by, of), sender, receiver = together(
        lambda: _own(desk, row),
        lambda: desk.organisation(row["from"], "from"),
        lambda: desk.organisation(row["to"], "to"),
    )
    classes = sorted(DataClass[name.upper()] for name in row["data"])
    purposes = sorted(Purpose[name.upper()] for name in row["purposes"])
    said: dict[str, Any] = {
        "from_org": sender, "to_org": receiver, "data_classes": classes, "purposes": purposes,
        "may_write": row["may_write"], "days_after": row["days_after"],
        "transfer_ground": row["transfer_ground"], "text": row["text"],
    }  # fmt: skip
    kept = Clause.objects.filter(agreement=of, number=row["article"]).first()
    if kept and not differs(kept, said):
        return Did.UNCHANGED
    if kept:
        drafting.remove_clause(kept, by=by)
    drafting.add_clause(of, number=row["article"], by=by, **said)
    return written(True, kept is None)


def text(desk: Desk, row: Row) -> Did:
    by = desk.by(row)
    own = messages.versions(row["occasion"], row["language"]).filter(
        organisation=by.organisation_of_rows
    )
    newest = own.order_by("-version").first()
    if newest and newest.body == row["body"].strip():
        return Did.UNCHANGED
    texts.write(row["occasion"], row["language"], row["body"], by=by, at=desk.at)
    return written(True, newest is None)


def gateway(desk: Desk, row: Row) -> Did:
    by = desk.by(row)
    secret = desk.file(row["secret_file"], "secret_file").decode() if row["secret_file"] else ""
    kept = Gateway.objects.filter(organisation=by.organisation_id, name=row["name"]).first()
    said: dict[str, Any] = {name: row[name] for name in WAY}
    if kept and not differs(kept, said) and secret.strip() in ("", str(kept.secret)):
        return Did.UNCHANGED
    given = gateways.GatewayGiven(name=row["name"], secret=secret.strip(), **said)
    gateways.keep(given, gateway=kept, by=by, at=desk.at)
    return written(True, kept is None)


PUT = {"agreements": agreement, "clauses": clause, "texts": text, "gateways": gateway}
