"""Organisations and who signs in for them."""

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.core.changes import Did
from homeward.setups import queries
from homeward.setups.actions.desk import Desk, differs, written
from homeward.setups.rules import Row, Wrong
from homeward.users import queries as users
from homeward.users import rules
from homeward.users.actions import as_owner
from homeward.users.choices import Status


def organisation(desk: Desk, row: Row) -> Did:
    desk.country(row["country"], "country")
    is_new = not queries.organisations(row["name"])
    kept = as_owner.organisation(row["name"], kind=row["kind"], country=row["country"])
    if kept is None:
        raise Wrong("country", f"{row['country']} is no country")
    for column, held in (("kind", kept.kind), ("country", kept.country_id)):
        if held != row[column]:
            words = f"is {held} here; it decides what the organisation may see, and stays"
            raise Wrong(column, words)
    said = {name: row[name] for name in ("short_name", "email", "phone") if row[name]}
    changed = differs(kept, said)
    if changed:
        as_owner.describe(kept, {name: said[name] for name in changed})
    return written(bool(changed), is_new)


def user(desk: Desk, row: Row) -> Did:
    of = desk.organisation(row["organisation"], "organisation")
    wanted = frozenset(row["roles"])
    kept = queries.user(row["email"])
    if kept is None:
        _invite(desk, row, of, wanted)
        return Did.NEW
    if kept.organisation_id != of.pk:
        raise Wrong("organisation", f"{kept.email} signs in for {kept.organisation}")
    _same_roles(kept, wanted)
    said = {"name": row["name"], "language": row["language"]}
    changed = differs(kept, said)
    if changed:
        as_owner.rename(kept, **said)
    return written(bool(changed))


def _invite(desk: Desk, row: Row, organisation: Organisation, wanted: frozenset[str]) -> None:
    powerful = rules.added_powerful((), wanted)
    first = as_owner.first_administrator(organisation)
    given = wanted - powerful
    if first is None and Role.ADMINISTRATOR.value in powerful:
        # Somebody must be the first; who installs names them, as `homeward users add` does.
        given |= {Role.ADMINISTRATOR.value}
        powerful -= {Role.ADMINISTRATOR.value}
    if powerful and first is None and Role.ADMINISTRATOR.value not in given:
        raise Wrong(
            "roles",
            f"{', '.join(sorted(powerful))} takes two people: name an administrator of"
            f" {organisation} on a line above",
        )
    made, link = as_owner.invite(
        email=row["email"], name=row["name"], organisation=organisation, roles=sorted(given),
        language=row["language"], by_mail=desk.mail, at=desk.at,
    )  # fmt: skip
    desk.links.append((made.name, made.email, link))
    if powerful:
        as_owner.propose(
            made, roles=sorted(wanted), reason="From the sheet users.csv", asker=first or made,
            at=desk.at,
        )  # fmt: skip
        desk.proposed.append(f"{made.name}: {', '.join(users.labels(sorted(powerful)))}")


def _same_roles(kept: User, wanted: frozenset[str]) -> None:
    waiting = {role for approval in users.waiting_for(kept) for role in approval.roles}
    held = set(kept.roles)
    if users.status_of(kept) == Status.SUSPENDED:
        raise Wrong("email", f"{kept.email} was suspended; an administrator lets them in again")
    if wanted - held - waiting or held - wanted:
        raise Wrong(
            "roles",
            f"{kept.email} has {', '.join(sorted(held))} here. Roles of somebody who was invited"
            " are changed on the page Users, where the history says by whom",
        )


PUT = {"organisations": organisation, "users": user}
