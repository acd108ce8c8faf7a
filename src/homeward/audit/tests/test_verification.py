"""Whoever owns the database can do anything to the log; each of it is noticed."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from homeward.access.choices import DataClass
from homeward.audit import actions, anchors, queries
from homeward.audit.choices import Fault
from homeward.audit.tests.conftest import rows
from homeward.cases.models import Fact

LOG = "audit_readlog"
# What somebody does who knows how the chain is made.
ANEW = """
do $$
declare
    r record;
    before bytea := '';
    made bytea;
begin
    for r in select * from audit_readlog where organisation = %d order by number loop
        made := audit_hash(r.organisation, r.number, r.at, r.actor_kind, r.actor_id, r.purpose,
                           r.action, r.path, r.ground, r.items, r.persons, r.owners, before);
        update audit_readlog set previous = before, hash = made where id = r.id;
        before := made;
    end loop;
end $$
"""


@pytest.fixture(autouse=True)
def anchor_file(tmp_path: Path, settings: Any) -> Path:
    settings.ANCHOR_FILE = tmp_path / "anchors.jsonl"
    return settings.ANCHOR_FILE


@pytest.fixture
def chain(cast: Any, sensitive: Any, as_app: Callable[..., Any]) -> int:
    """An organisation whose chain has five entries and more."""
    for _ in range(5):
        with as_app(cast.owner):
            assert list(Fact.objects.filter(data_class=DataClass.HEALTH))
    return cast.host.pk


def as_owner(*statements: str) -> None:
    rows(f"alter table {LOG} disable trigger all")
    for statement in statements:
        rows(statement)
    rows(f"alter table {LOG} enable trigger all")


def found(now: Any = None) -> list[tuple[int, int, Fault]]:
    return [
        (finding.organisation, finding.number, finding.fault)
        for finding in queries.findings(now=now or timezone.now())
    ]


def test_an_untouched_chain_holds(chain: int) -> None:
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "actor_id = '1'",
        "at = at + interval '1 microsecond'",
        "purpose = 7",
        "action = 'x'",
        "path = 'x'",
        "ground = ''",
        "items = '[]'",
        "persons = '{}'",
        "owners = '{}'",
        "actor_kind = 'job'",
        "hash = ''",
    ],
)
def test_an_altered_entry_is_noticed(chain: int, change: str) -> None:
    as_owner(f"update {LOG} set {change} where organisation = {chain} and number = 3")
    assert (chain, 3, Fault.ALTERED) in found()


def test_a_removed_entry_is_noticed(chain: int) -> None:
    as_owner(f"delete from {LOG} where organisation = {chain} and number = 3")
    assert found() == [(chain, 4, Fault.GAP)]


def test_a_removed_entry_is_noticed_when_the_rest_is_numbered_anew(chain: int) -> None:
    as_owner(
        f"delete from {LOG} where organisation = {chain} and number = 3",
        f"update {LOG} set number = number - 1 where organisation = {chain} and number = 4",
    )
    assert (chain, 3, Fault.BROKEN) in found()


def test_swapped_entries_are_noticed(chain: int) -> None:
    as_owner(
        f"update {LOG} set number = 900 where organisation = {chain} and number = 2",
        f"update {LOG} set number = 2 where organisation = {chain} and number = 3",
        f"update {LOG} set number = 3 where organisation = {chain} and number = 900",
    )
    assert {number for _organisation, number, _fault in found()} >= {2, 3}


def test_an_entry_moved_to_another_chain_is_noticed(chain: int) -> None:
    as_owner(f"update {LOG} set organisation = 0, number = 1 where number = 1")
    assert (0, 1, Fault.ALTERED) in found()
    assert (chain, 2, Fault.GAP) in found()


def test_a_cut_tail_shows_against_the_anchor(chain: int) -> None:
    actions.anchor(at=timezone.now())
    (head,) = queries.heads()
    as_owner(f"delete from {LOG} where number >= {head.number - 1}")
    assert found() == [(chain, head.number, Fault.CUT)]


def test_an_emptied_log_shows_against_the_anchor(chain: int) -> None:
    actions.anchor(at=timezone.now())
    as_owner(f"truncate {LOG}")
    assert [fault for _organisation, _number, fault in found()] == [Fault.CUT]


def test_a_chain_computed_anew_shows_against_the_anchor(chain: int) -> None:
    actions.anchor(at=timezone.now())
    (head,) = queries.heads()
    as_owner(f"update {LOG} set actor_id = '1' where number = 2", ANEW % chain)
    assert rows("select * from audit_faults()") == []
    assert found() == [(chain, head.number, Fault.REWRITTEN)]


def test_a_late_anchor_is_noticed(chain: int) -> None:
    assert found(timezone.now() + 3 * queries.interval()) == [(chain, 1, Fault.UNANCHORED)]
    actions.anchor(at=timezone.now())
    assert found(timezone.now() + timedelta(days=400)) == []


def test_a_lost_anchor_file_is_noticed(chain: int, anchor_file: Path) -> None:
    actions.anchor(at=timezone.now())
    anchor_file.unlink()
    assert found(timezone.now() + 3 * queries.interval()) == [(chain, 1, Fault.UNANCHORED)]


def test_an_anchor_is_written_only_when_a_chain_went_on(
    cast: Any, chain: int, anchor_file: Path, as_app: Callable[..., Any]
) -> None:
    with as_app():  # the worker runs as the app role, with no actor
        assert actions.anchor(at=timezone.now()) == 1
        assert actions.anchor(at=timezone.now()) == 0
    with as_app(cast.owner):
        assert list(Fact.objects.filter(data_class=DataClass.HEALTH))
    assert actions.anchor(at=timezone.now()) == 1
    lines = [json.loads(line) for line in anchor_file.read_text().splitlines()]
    assert [line["organisation"] for line in lines] == [chain, chain]
    assert [entry.number for entry in anchors.read(anchor_file)] == [
        line["number"] for line in lines
    ]


def test_an_anchor_goes_out_by_mail_where_an_address_is_set(chain: int, settings: Any) -> None:
    settings.ANCHOR_EMAIL = "anchors@example.org"
    actions.anchor(at=timezone.now())
    (sent,) = mail.outbox
    assert sent.to == ["anchors@example.org"]
    assert json.loads(sent.body)["organisation"] == chain
