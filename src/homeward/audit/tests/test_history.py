"""The change history: what is kept, who did it, who sees it, and that nobody else writes it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import Purpose, Role
from homeward.access.models import User
from homeward.audit import history, roles
from homeward.audit.models import Account
from homeward.audit.tests.conftest import rows
from homeward.audit.tracking import HISTORY
from homeward.cases.models import Case, Fact
from homeward.persons.models import Person


@pytest.fixture
def renamed(cast: Any, as_app: Callable[..., Any]) -> Person:
    """The mother, whose name the owner has corrected."""
    _case, (mother, _son) = cast.family()
    with as_app(cast.owner):
        mother.given_name = "Afua"
        mother.save()
    return mother


def kept() -> list[Any]:
    return list(HISTORY[Person].objects.all())


def test_a_change_keeps_what_was_as_ciphertext_and_who_did_it(cast: Any, renamed: Person) -> None:
    (change,) = kept()
    assert (change.pgh_obj_id, change.pgh_label) == (renamed.pk, "update")
    assert (change.pgh_by_kind, change.pgh_by) == ("user", cast.owner.pk)
    assert change.pgh_by_org == cast.host.pk
    assert b"Efua" not in bytes(change.given_name)


def test_its_owner_reads_before_and_after(
    cast: Any, renamed: Person, as_app: Callable[..., Any]
) -> None:
    with as_app(cast.owner):
        (change,) = history.history_of(renamed)
        assert (change.by, change.removed) == (cast.owner, False)
        (field,) = change.fields
    assert (field.field.name, field.before, field.after) == ("given_name", "Efua", "Afua")


def test_a_removed_row_is_kept(cast: Any, as_app: Callable[..., Any]) -> None:
    case, _people = cast.family()
    with as_app(cast.owner):
        fact = Fact.objects.get(case=case)
        Fact.objects.filter(pk=fact.pk).delete()
        (change,) = history.changes_about([fact.person_id], case=case.pk)
        assert change.removed
        assert "Tailor, 6 years" in [field.before for field in change.fields]


def test_what_the_gate_folds_in_is_no_change(cast: Any, as_app: Callable[..., Any]) -> None:
    case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    case.refresh_from_db()
    assert case.shared_with
    assert not HISTORY[Case].objects.exists()
    assert kept() == []


def test_a_partner_who_sees_the_row_does_not_see_what_it_was(
    cast: Any, renamed: Person, as_app: Callable[..., Any]
) -> None:
    cast.agree(cast.host, cast.partner_org)
    cast.consent(renamed, cast.partner_org)
    for user in (cast.partner, cast.stranger):
        with as_app(user):
            assert Person.objects.filter(pk=renamed.pk).exists() == (user == cast.partner)
            assert kept() == []


def test_a_role_without_the_class_does_not_see_it(
    cast: Any, renamed: Person, as_app: Callable[..., Any]
) -> None:
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    with as_app(manager):
        assert kept() == []


def test_what_was_is_logged_when_it_is_read(
    cast: Any, sensitive: Any, as_app: Callable[..., Any]
) -> None:
    _case, fact = sensitive
    with as_app(cast.owner):
        fact = Fact.objects.get(pk=fact.pk)
        fact.said_by_name = "Her sister"
        fact.save()
        before = len(rows("select * from audit_heads()"))
    with as_app(cast.owner):
        assert list(HISTORY[Fact].objects.all())
    items = rows("select items::text from audit_readlog order by number desc limit 1")[0][0]
    assert before <= 1
    assert "cases_factchange" in items


@pytest.mark.parametrize("verb", ["insert into {} (pgh_label) values ('x')", "delete from {}",
                                  "update {} set pgh_by = 1"])  # fmt: skip
@pytest.mark.parametrize("model", sorted(HISTORY.values(), key=lambda m: m.__name__))
def test_the_app_role_can_t_write_a_history(
    cast: Any, as_app: Callable[..., Any], model: Any, verb: str
) -> None:
    with pytest.raises(DatabaseError) as refused, as_app(cast.owner), transaction.atomic():
        rows(verb.format(model._meta.db_table))
    assert refused.value.__cause__.sqlstate == "42501"


def test_the_app_role_can_t_skip_the_history(
    cast: Any, renamed: Person, as_app: Callable[..., Any]
) -> None:
    with as_app(cast.owner):
        for (name,) in rows("select tgname from pg_trigger where starts_with(tgname, 'pgtrigger')"):
            rows("select set_config('pgtrigger.ignore', %s, true)", "{" + name + "}")
        Person.objects.filter(pk=renamed.pk).update(position=9)
    assert len(kept()) == 2


def test_triggers_that_a_migration_made_anew_are_hardened(cast: Any, renamed: Person) -> None:
    triggers = "select tgfoid::regprocedure from pg_trigger where tgname like 'pgtrigger%%'"
    for (function,) in rows(triggers):
        rows(f"alter function {function} security invoker")
    with connection.cursor() as cursor:
        roles.harden_history(cursor)
    assert rows(f"{triggers} and tgfoid in (select oid from pg_proc where not prosecdef)") == []


def test_a_role_change_is_kept_for_the_officer(
    cast: Any, dpo: User, as_app: Callable[..., Any]
) -> None:
    User.objects.filter(pk=cast.owner.pk).update(roles=[Role.CASE_MANAGER])
    User.objects.filter(pk=cast.owner.pk).update(password="other")
    changes = HISTORY[Account].objects
    with as_app(dpo, Purpose.OVERSIGHT):
        assert [change.roles for change in changes.all()] == [[Role.RETURN_COUNSELLOR]]
    with as_app(cast.owner):
        assert not changes.exists()


def test_no_history_holds_a_password_or_a_search_token() -> None:
    columns = {f.name for model in HISTORY.values() for f in model._meta.fields}
    assert not columns & {"password", "tokens", "shared_with", "scope"}
    assert apps.get_model("persons", "SearchTokens") not in HISTORY
