"""Whom a programme is for, as data: a typed vocabulary joined by all, any and not.

    criterion = parse(tree)                 all faults at once (NotACriterion)
    result = evaluate(criterion, facts)     met, not met, unknown, for each leaf with its value
    render(criterion, "ar")                 in words
    bounds(criterion), meeting(a, b)        what two programmes admit, kind by kind
    widen(criterion, at)                    one leaf wider

Pure: nothing here reads the database, the clock or the user. Nothing stated is `NOT_STATED`,
which is unknown; "open to everybody" is said by `EVERYONE`, and met.
"""

from homeward.programmes.rules.criteria.bounds import (
    Bound,
    Bounds,
    Meeting,
    Ranges,
    Values,
    bounds,
    meeting,
)
from homeward.programmes.rules.criteria.differences import Difference, differences
from homeward.programmes.rules.criteria.evaluation import Answer, Result, evaluate
from homeward.programmes.rules.criteria.facts import Aid, Facts, PackageFacts, Span, Traits, Value
from homeward.programmes.rules.criteria.nodes import (
    EVERYONE,
    NOT_STATED,
    All,
    Criterion,
    Either,
    Leaf,
    Not,
    OneOf,
    Within,
    leaves,
    walk,
)
from homeward.programmes.rules.criteria.parsing import (
    Fault,
    NotACriterion,
    Problem,
    dump,
    faults,
    parse,
)
from homeward.programmes.rules.criteria.rendering import (
    Line,
    lines,
    money,
    phrase,
    render,
    value_name,
)
from homeward.programmes.rules.criteria.vocabulary import (
    VERSION,
    WORDS,
    Household,
    Kind,
    Measure,
    Residence,
    Sex,
    Vulnerability,
    Way,
)
from homeward.programmes.rules.criteria.widening import Variant, widen

__all__ = [
    "EVERYONE",
    "NOT_STATED",
    "VERSION",
    "WORDS",
    "Aid",
    "All",
    "Answer",
    "Bound",
    "Bounds",
    "Criterion",
    "Difference",
    "Either",
    "Facts",
    "Fault",
    "Household",
    "Kind",
    "Leaf",
    "Line",
    "Measure",
    "Meeting",
    "Not",
    "NotACriterion",
    "OneOf",
    "PackageFacts",
    "Problem",
    "Ranges",
    "Residence",
    "Result",
    "Sex",
    "Span",
    "Traits",
    "Value",
    "Values",
    "Variant",
    "Vulnerability",
    "Way",
    "Within",
    "bounds",
    "differences",
    "dump",
    "evaluate",
    "faults",
    "leaves",
    "lines",
    "meeting",
    "money",
    "parse",
    "phrase",
    "render",
    "value_name",
    "walk",
    "widen",
]
