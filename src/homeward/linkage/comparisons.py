"""The model's one declaration: which fields are compared, by which levels, from same to different.

Fellegi and Sunter (1969): each level has the probability m of being seen on two records of one
person and u on records of two; log2(m / u) are its bits. A name that both have counts as much as
it is rare (Winkler 1989): its own frequency stands in the place of u.
"""

from dataclasses import dataclass

from homeward.linkage.conditions import (
    Alike,
    All,
    Any,
    Condition,
    Differs,
    Else,
    Has,
    Lacks,
    Near,
    Prepared,
    Same,
    Within,
)

NOT_KNOWN = "not_known"
COUNTED = "counted_already"
# No name is taken for rarer than this: a spelling seen once says little.
RAREST = 1e-4


@dataclass(frozen=True)
class Level:
    """`frequency` is the column whose value's own frequency replaces u."""

    code: str
    condition: Condition
    frequency: str = ""


@dataclass(frozen=True)
class Comparison:
    """A field says nothing where it is `unknown`, or is `counted` with another one."""

    field: str
    unknown: Condition
    levels: tuple[Level, ...]
    counted: Condition | None = None

    @property
    def silent(self) -> Condition:
        return Any(self.unknown, self.counted) if self.counted else self.unknown

    @property
    def codes(self) -> tuple[str, ...]:
        """From same to different; the last ones say nothing either way."""
        counted = [COUNTED] if self.counted else []
        return (*(level.code for level in self.levels), *counted, NOT_KNOWN)

    def level(self, a: Prepared, b: Prepared) -> Level | None:
        """The first that holds; None where the field says nothing."""
        if self.silent.holds(a, b):
            return None
        return next(level for level in self.levels if level.condition.holds(a, b))


def _share_word(left: str, right: str) -> Condition:
    """One of the two first words of each; of two names one is often left out."""
    return Any(*(Same(f"{left}_{n}", f"{right}_{m}") for n in (1, 2) for m in (1, 2)))


# Given and family name have changed places. It is counted with the given name, once.
SWAPPED = Any(
    All(
        _share_word("given", "family"),
        _share_word("family", "given"),
        Differs("given_1"),
        Differs("family_1"),
    ),
    All(
        Same("given_coarse", "family_coarse"),
        Same("family_coarse", "given_coarse"),
        Differs("given_coarse"),
    ),
)


def _name_levels(column: str) -> tuple[Level, ...]:
    return (
        Level("same", Same(column), column),
        Level("sounds_same", Same(f"{column}_fine"), f"{column}_fine"),
        Level("sounds_alike", Same(f"{column}_coarse"), f"{column}_coarse"),
        Level("one_of_two", _share_word(column, column)),
        Level("typed_otherwise", Any(Near(f"{column}_sound", 1, 4), Near(f"{column}_sound", 2, 7))),
        Level("different", Else()),
    )


# What all of a household share is counted once, with the telephone or else the household: brothers
# and sisters would be taken for one person, if their name and place counted again.
SAME_HOME = Any(Same("phone"), Same("household"))

IMPRECISE = Lacks("born")
PARTS = ("place_1", "place_2", "place_3")

COMPARISONS = (
    Comparison(
        "given_name",
        Lacks("given"),
        (Level("swapped", SWAPPED), *_name_levels("given")),
    ),
    Comparison(
        "family_name",
        Lacks("family"),
        _name_levels("family"),
        counted=Any(SWAPPED, All(SAME_HOME, Same("family_fine"))),
    ),
    Comparison(
        "birth_date",
        Lacks("born_year"),
        (
            Level("same_day", Same("born")),
            Level("turned", Same("born", "born_turned")),
            Level("one_figure", Near("born", 1)),
            Level("two_figures", Near("born", 2)),
            Level("same_month", All(Same("born_month"), IMPRECISE)),
            Level("same_year", All(Same("born_year"), Lacks("born_month"))),
            Level("about", All(Within("born_year", 3), Has("born_about"))),
            Level("near_year", Within("born_year", 2)),
            Level("different", Else()),
        ),
    ),
    Comparison("sex", Lacks("sex"), (Level("same", Same("sex")), Level("different", Else()))),
    Comparison(
        "place",
        Lacks("place"),
        (
            Level("same", Same("place"), "place"),
            Level("same_town", Same("place_1"), "place_1"),
            Level("typed_otherwise", Alike("place", 5)),
            Level("shared_part", Any(*(Same(x, y) for x in PARTS for y in PARTS))),
            Level("different", Else()),
        ),
        counted=SAME_HOME,
    ),
    Comparison(
        "phone",
        Lacks("phone"),
        (
            Level("same", Same("phone")),
            Level("one_figure", Near("phone", 1)),
            Level("different", Else()),
        ),
    ),
    Comparison(
        "document",
        Lacks("document"),
        (
            Level("same", Same("document")),
            Level("one_sign", Near("document", 1, 5)),
            Level("two_signs", Near("document", 2, 7)),
            Level("different", Else()),
        ),
    ),
    Comparison(
        "household",
        Lacks("household"),
        (Level("same", Same("household")), Level("different", Else())),
        counted=Same("phone"),
    ),
)

# Columns whose values' own frequencies are used.
FREQUENT = tuple(
    dict.fromkeys(level.frequency for one in COMPARISONS for level in one.levels if level.frequency)
)
