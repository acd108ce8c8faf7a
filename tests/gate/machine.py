"""The verbs of the world as a state machine: which choices each draws, and when it can be tried."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.gate.base import COVERS
from tests.gate.world import World

# By verb and what came of it, for the table at the end of the run.
REACHED: Counter[tuple[str, str]] = Counter()
# After how many steps each missing term was noticed.
NOTICED: dict[str, int] = {}
TALLY = {"sequences": 0, "steps": 0, "answers": 0}

ANY = st.sampled_from
PERSON = st.integers(0, 2)
CASE = st.integers(0, 1)
COVER = st.integers(0, len(COVERS) - 1)
PURPOSE = ANY([1, 1, 1, 2, 3, 3])
WORKER = ANY(["h1", "h1", "h3", "p1"])
HOST = ANY(["h1", "h2", "h3"])
RECIPIENT = ANY(["P", "P", "P", "A", "A", "V", "V", "V", "U", "S", "H"])
DAYS = ANY([0, 0, 3, 20, 400])
CHANGED = ANY(["h1", "h3", "h3", "p1", "p1"])

# The choices of each verb; `n` is one of what the named list of the world holds.
VERBS: dict[str, tuple[str, dict[str, Any]]] = {
    "draft_agreement": ("", {
        "lead": ANY(["H", "H", "P"]), "to": ANY(["P", "P", "A", "V", "V", "U", "S", "H"]),
        "covers": COVER, "purpose": PURPOSE, "starts": ANY([0, 0, 0, -5, 4]),
        "days": ANY([400, 400, 10]), "back": ANY([False, False, False, True]),
        "may_write": st.booleans(), "days_after": ANY([0, 0, 7]),
        "ground": ANY(["", "", "public_task"]),
    }),
    "sign": ("agreements", {"second": st.booleans()}),
    "sign_also": ("agreements", {"second": st.booleans()}),
    "move_agreement": ("agreements", {"how": ANY(["suspend", "resume", "take_back", "end"])}),
    "strike_signature": ("agreements", {}),
    "amend_agreement": ("agreements", {"covers": COVER}),
    "consent": ("", {
        "by": WORKER, "person": PERSON, "org": RECIPIENT, "purpose": PURPOSE, "covers": COVER,
        "days": DAYS,
    }),
    "withdraw": ("consents", {"by": ANY(["h1", "self", "p1"])}),
    "narrow": ("consents", {"days": ANY([0, 1, 5, -1])}),
    "request_basis": ("", {
        "person": PERSON, "org": RECIPIENT, "purpose": PURPOSE, "covers": COVER,
        "days": ANY([2, 30]), "ground": ANY(["vital_interest", "public_task"]),
    }),
    "decide_basis": ("bases", {"approve": ANY([True, True, True, False])}),
    "end_basis": ("bases", {}),
    "block": ("", {
        "by": ANY(["h1", "self", "p1"]), "person": PERSON, "org": RECIPIENT,
        "country": ANY(["", "", "GH", "BE"]),
    }),
    "lift_block": ("blocks", {"by": ANY(["h1", "self"])}),
    "seal": ("", {
        "by": ANY(["h2", "p2"]), "case": CASE, "both": st.booleans(),
        "member": ANY(["h1", "h3", "p1"]),
    }),
    "change_team": ("oracle.seals", {
        "by": ANY(["h2", "p2"]), "member": ANY(["h1", "h3", "h2", "p1"]), "add": st.booleans(),
    }),
    "ask_to_lift": ("oracle.seals", {"by": ANY(["h2", "p2"])}),
    "lift_seal": ("oracle.seals", {
        "by": ANY(["h1", "h3", "p1"]), "keep": ANY([False, False, True]),
    }),
    "open_emergency": ("", {"by": ANY(["p1", "a1", "s1", "p2", "h1"]), "case": CASE}),
    "end_emergency": ("accesses", {}),
    "draft_referral": ("", {
        "by": ANY(["h1", "h1", "p1"]), "case": CASE, "facts": st.integers(0, 2),
        "message": st.booleans(),
    }),
    "send": ("referrals", {}),
    "answer": ("referrals", {"accepts": ANY([True, True, False])}),
    "report": ("referrals", {"outcome": ANY(["certificate", "never_came"])}),
    "withdraw_referral": ("referrals", {}),
    "renew_link": ("referrals", {}),
    "revoke_link": ("referrals", {}),
    "change_roles": ("", {"name": CHANGED, "roles": ANY([0, 0, 1, 1, 2, 3, 4])}),
    "suspend": ("", {"name": ANY(["h3", "p1"]), "back": ANY([True, True, False])}),
    "narrow_clearance": ("", {
        "data_class": st.integers(1, 10),
        "role": ANY(["", "", "case_manager", "return_counsellor"]),
        "user": ANY(["h3", "h3", "h2", "h1"]),
    }),
    "widen_clearance": ("narrowings", {}),
    "note": ("", {"by": WORKER, "case": CASE}),
    "store": ("", {
        "by": ANY(["h1", "h2", "h3", "p1", "a1", "s1"]), "person": PERSON,
        "data_class": st.integers(1, 10),
    }),
    "change": ("", {"by": ANY(["h1", "h2", "p1", "a1", "s1"]), "n": st.integers(0, 62)}),
    "transfer": ("", {"n": st.integers(0, 62), "org": ANY(["H", "P", "A", "U"])}),
    "pass_on": ("", {
        "by": ANY(["h1", "h1", "p1"]), "case": CASE, "to": ANY(["P", "P", "H", "S"]),
    }),
    "later": ("", {"days": ANY([0, 1, 1, 3, 8])}),
}  # fmt: skip


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


class GateMachine(RuleBasedStateMachine):
    """A sequence is one transaction, rolled back at its end. Every step is compared."""

    make_world: Callable[[], World]
    at_end: Callable[[World], None]

    def __init__(self) -> None:
        super().__init__()
        self.sequence = rolled_back()
        self.sequence.__enter__()
        self.world = type(self).make_world()
        TALLY["sequences"] += 1

    @invariant()
    def the_database_agrees_with_the_oracle(self) -> None:
        TALLY["answers"] += self.world.compare()

    def teardown(self) -> None:
        try:
            type(self).at_end(self.world)
        finally:
            self.sequence.__exit__(None, None, None)


def held(world: World, where: str) -> Any:
    found: Any = world
    for part in where.split("."):
        found = getattr(found, part)
    return found


def _add(name: str, where: str, choices: dict[str, Any]) -> None:
    verb = name.removesuffix("_also")

    def step(self: GateMachine, **drawn: Any) -> None:
        if where:
            # The newest first: small numbers are drawn more often.
            count = len(held(self.world, where))
            drawn["n"] = count - 1 - drawn["n"] % count
        TALLY["steps"] += 1
        REACHED[verb, self.world.do(verb, **drawn)] += 1

    step.__name__ = name
    if where:
        choices = choices | {"n": st.integers(0, 20)}
    made = rule(**choices)(step)
    if where:
        made = precondition(lambda self: bool(held(self.world, where)))(made)
    setattr(GateMachine, name, made)


for _name, (_where, _choices) in VERBS.items():
    _add(_name, _where, _choices)
