from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from homeward.procedures import rules
from homeward.procedures.choices import Aspect, Reason


def step(code: str, title: str, **changes: str) -> rules.Step:
    given = {
        "stage": "Counselling", "holder": "Counselling", "days": "5 days",
        "day_kind": "working days", "evidence": "none", "legal_reference": "none",
    }  # fmt: skip
    return rules.Step(code=code, titles=(("en", title),), **(given | changes))


HOST = [
    step("1.1", "Inform the person of the procedure"),
    step("1.2", "Record the consent", evidence="signed sheet"),
    step("1.3", "Take the intake"),
    step("1.4", "Check fitness to travel", legal_reference="Return code, art. 12"),
    step("2.1", "Announce the arrival to the desk", stage="Departure"),
    step("2.2", "Book the travel", stage="Departure"),
    step("2.3", "Hand out the cash for the journey", stage="Departure"),
    step("3.1", "Receive the household at the airport", stage="Arrival"),
    step("3.2", "Hand over to the case manager", stage="Arrival"),
    step("4.1", "Draft the reintegration plan", stage="Plan"),
    step("5.1", "Visit the household", stage="Support"),
    step("6.1", "Hold the closing interview", stage="Follow-up"),
]
ORIGIN = [
    step("1.1", "Inform the person of the procedure"),
    # 1 evidence, 2 days
    step("1.2", "Record the consent", evidence="recording", days="2 days"),
    # 3 what the law says
    step("1.4", "Check fitness to travel", legal_reference="Health act, s. 4"),
    # 4 another place in the order: after the fitness to travel
    step("1.3", "Take the intake"),
    # 5 holder, under a code of its own
    step("A7", "Announce the arrival to the reception desk", stage="Departure", holder="Reception"),
    step("2.2", "Book the travel", stage="Departure"),
    # 6 only there: the cash; 7 the kind of day
    step("3.1", "Receive the household at the airport", stage="Arrival", day_kind="calendar days"),
    # 8 stage, 9 holder
    step("3.2", "Hand over to the case manager", stage="Plan", holder="Reception"),
    # 10 days
    step("4.1", "Draft the reintegration plan", stage="Plan", days="30 days"),
    step("5.1", "Visit the household", stage="Support"),
    # 11 evidence
    step("6.1", "Hold the closing interview", stage="Follow-up", evidence="minutes"),
    # 12 only here
    step("7.9", "Tell the chief of the community", stage="Follow-up"),
]
SEEDED = {
    ("1.2", Aspect.EVIDENCE), ("1.2", Aspect.DAYS), ("1.4", Aspect.LEGAL_REFERENCE),
    ("1.3", Aspect.ORDER), ("2.1", Aspect.HOLDER), ("2.3", Aspect.PRESENCE),
    ("3.1", Aspect.DAY_KIND), ("3.2", Aspect.STAGE), ("3.2", Aspect.HOLDER),
    ("4.1", Aspect.DAYS), ("6.1", Aspect.EVIDENCE), ("7.9", Aspect.PRESENCE),
}  # fmt: skip


def named(found: list[rules.Difference]) -> list[tuple[str, Aspect]]:
    return [((each.left or each.right).code, each.aspect) for each in found]  # type: ignore[union-attr]


def test_twelve_seeded_differences_are_found_and_no_other() -> None:
    found = named(rules.differences(HOST, ORIGIN))
    assert len(found) == 12
    # Of two neighbours that changed places either one has moved.
    assert set(found) - {("1.4", Aspect.ORDER)} | {("1.3", Aspect.ORDER)} == SEEDED


def test_each_difference_gives_both_values() -> None:
    found = {(e.left.code, e.aspect): e for e in rules.differences(HOST, ORIGIN) if e.left}
    days = found["4.1", Aspect.DAYS]
    assert (days.left_value, days.right_value) == ("5 days", "30 days")
    alone = found["2.3", Aspect.PRESENCE]
    assert alone.right is None
    assert alone.right_value == ""


def test_other_codes_are_matched_by_the_likeness_of_titles() -> None:
    pairs = rules.matched(HOST, ORIGIN)
    assert ("2.1", "A7") in {(a.code, b.code) for a, b in pairs}


def test_titles_are_compared_in_a_language_that_both_have() -> None:
    french = replace(HOST[0], code="F", titles=(("fr", "Informer la personne"),))
    assert rules.likeness(HOST[0], french) == 0
    both = replace(french, titles=(("en", HOST[0].titles[0][1]), ("fr", "Informer la personne")))
    assert rules.likeness(both, french) == 1


@given(st.lists(st.sampled_from(HOST), unique=True))
def test_a_procedure_does_not_differ_from_itself(steps: list[rules.Step]) -> None:
    assert rules.differences(steps, steps) == []


@given(st.permutations(HOST[:6]))
def test_order_alone_is_told_as_order_alone(steps: list[rules.Step]) -> None:
    found = rules.differences(HOST[:6], steps)
    assert {each.aspect for each in found} <= {Aspect.ORDER}
    assert bool(found) == (steps != HOST[:6])


def test_every_reason_comes_at_once() -> None:
    assert rules.reasons_not_to_add_step(
        code_is_free=False, has_title=False, after="9", codes={"1"}
    ) == [Reason.CODE_TAKEN, Reason.NO_TITLE, Reason.AFTER_UNKNOWN]
    assert rules.reasons_not_to_begin_version(
        is_sop=False, is_lead=False, has_ended=True, has_draft=True
    ) == [
        Reason.NOT_A_PROCEDURE,
        Reason.NOT_THE_LEAD,
        Reason.AGREEMENT_ENDED,
        Reason.DRAFT_ALREADY,
    ]
    assert rules.reasons_not_to_publish(in_force=False, steps=0) == [
        Reason.NOT_IN_FORCE,
        Reason.NO_STEPS,
    ]
    assert rules.reasons_not_to_change(is_lead=True, is_draft=False) == [Reason.PUBLISHED_ALREADY]
