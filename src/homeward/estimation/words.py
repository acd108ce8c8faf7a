"""The findings in plain words: in English by the command, in the reader's language on pages."""

from collections.abc import Callable, Sequence
from typing import Any

from homeward.core.commas import enumerated
from homeward.estimation.findings import Finding

Translate = Callable[[str], str]


def gettext_noop(message: str) -> str:
    """Marks a text for the translators. Django's own asks for settings, which no file tool has."""
    return message


METHODS = {
    "difference": gettext_noop("Difference of means, nothing adjusted"),
    "regression": gettext_noop("Regression with interactions"),
    "match_replace": gettext_noop("Matched, a person without it may stand for several"),
    "match_pairs": gettext_noop("Matched in pairs"),
    "ipw_att": gettext_noop("Weighted by the chance"),
    "ipw_ate": gettext_noop("Weighted by the chance"),
    "aipw_att": gettext_noop("Doubly robust"),
    "aipw_ate": gettext_noop("Doubly robust"),
}
TARGETS = {
    "difference": gettext_noop("as they are"),
    "ATT": gettext_noop("those who had it"),
    "ATE": gettext_noop("everybody"),
}
WHY_NOT = {
    "too_few": gettext_noop("fewer than two people in a group"),
    "no_covariates": gettext_noop("nothing is known of them before that varies"),
    "separated": gettext_noop(
        "what is known tells the groups apart: nobody has a like in the other"
    ),
    "nobody_alike": gettext_noop("nobody has a like within reach"),
    "nobody_left": gettext_noop("too few are left whose chance is neither near 0 nor near 1"),
    "too_many_columns": gettext_noop("more columns than the people can carry"),
    "no_spread": gettext_noop("the outcome does not vary"),
    "not_solved": gettext_noop("the equations have no solution"),
    "not_drawn": gettext_noop("too many draws could not be estimated"),
    "one_cluster": gettext_noop("there is one group only, or nobody twice in one"),
}
SENTENCES = {
    "difference": gettext_noop(
        "On average, %(outcome)s of those with %(treatment)s differs by %(value)s from that of"
        " those without (95%% interval from %(low)s to %(high)s). This is a difference between two"
        " groups."
    ),
    "no_difference": gettext_noop("No difference can be computed: %(why)s."),
    "effect_by_lot": gettext_noop(
        "Where %(treatment)s was drawn by lot, as was said, it changed %(outcome)s by %(value)s on"
        " average (95%% interval from %(low)s to %(high)s)."
    ),
    "among_alike": gettext_noop(
        "Among people alike in %(covariates)s, %(outcome)s of those with %(treatment)s differs by"
        " %(value)s on average (95%% interval from %(low)s to %(high)s)."
    ),
    "if_nothing_else": gettext_noop(
        "This may be read as what %(treatment)s did only if nothing else than %(covariates)s"
        " decided both who had it and what came of it. The data can't show that."
    ),
    "not_comparable": gettext_noop(
        "The adjusted figure of %(value)s can't be read as what %(treatment)s did: the groups are"
        " not comparable."
    ),
    "small_groups": gettext_noop(
        "People in the smaller group: %(count)s. The intervals promise too much."
    ),
    "no_covariates": gettext_noop(
        "Nothing that varies is known of them before: nothing was adjusted."
    ),
    "separated": gettext_noop(
        "What is known tells the groups apart without doubt. Nobody has a like in the other group,"
        " and no adjusted comparison is possible."
    ),
    "overlap_fails": gettext_noop(
        "%(share)s of those who had it are unlike everybody who had it not. They can't be compared"
        " with anybody."
    ),
    "trimmed": gettext_noop(
        "People left out of the figures for everybody, since their chance is near 0 or 1:"
        " %(count)s."
    ),
    "few_carry": gettext_noop(
        "Of %(of)s people without it, the weights leave as much as %(count)s: few carry the"
        " comparison."
    ),
    "balance_fails": gettext_noop(
        "After weighting, the groups still differ in %(names)s. What differs may stand behind the"
        " figure."
    ),
    "lot_unbalanced": gettext_noop(
        "The groups differ in %(names)s although they were drawn by lot: by chance, or because the"
        " lot was not kept to."
    ),
    "holds_zero": gettext_noop(
        "The interval holds zero: no difference at all fits these data as well."
    ),
    "e_value": gettext_noop(
        "Something unmeasured would have to raise both the chance of having had it and of a better"
        " outcome by a risk ratio of %(point)s each to explain the figure, and of %(limit)s to"
        " bring its interval to zero."
    ),
    "bounds_hold": gettext_noop(
        "In matched pairs the difference stands while two people who look alike differ in their"
        " odds of having had it by up to %(gamma)s times, not further."
    ),
    "bounds_fail": gettext_noop(
        "In matched pairs the difference does not stand even if people who look alike had equal"
        " odds."
    ),
    "signs_differ": gettext_noop(
        "The ways of comparing disagree on whether it is more or less: none is to be chosen for"
        " its answer."
    ),
    "left_out": gettext_noop(
        "People left out for an empty or withheld cell: %(count)s. They may be different."
    ),
}
SHARES = {"share"}
SIGNED = {"value", "low", "high"}


def plainly(translated: str) -> str:
    return translated


def said(finding: Finding, translate: Translate = plainly) -> str:
    """One finding as a sentence."""
    values = {name: _shown(name, value, translate) for name, value in finding.values.items()}
    return translate(SENTENCES[finding.code]) % values


def _shown(name: str, value: Any, translate: Translate) -> str:
    if name == "why":
        return translate(WHY_NOT[value])
    if name in SHARES:
        return f"{value:.0%}"
    if isinstance(value, float):
        return signed(value) if name in SIGNED else number(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return enumerated(value)
    return str(value)


HUNDRED, TEN = 100, 10


def number(value: float) -> str:
    """As many digits as a reader can use: 1,794 but 0.052."""
    size = abs(value)
    return (
        f"{value:,.0f}" if size >= HUNDRED else f"{value:,.1f}" if size >= TEN else f"{value:.3f}"
    )


def signed(value: float) -> str:
    """With its sign, since a difference may be less."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value))}"
