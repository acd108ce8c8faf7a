"""What of figures may be shown, beside what was shown before."""

from dataclasses import replace
from typing import Any

from homeward.statistics.choices import Apart, Reason
from homeward.statistics.cuts import Cut, Row, replaced
from homeward.statistics.joining import join
from homeward.statistics.rules import check, digest, read

WHOLE = {"": (100, 40)}
BY_SEX = {"f": (33, 15), "m": (60, 22), "u": (7, 3)}


def cut(counts: dict[str, tuple[int, int]], *dimensions: str, **more: Any) -> Cut:
    rows = tuple(
        Row(
            keys=dict.fromkeys(dimensions, key), count=counted, reached=reached,
            value=reached / counted if counted else None, persons=more.get("persons", counted),
        )
        for key, (counted, reached) in counts.items()
    )  # fmt: skip
    fields = {k: v for k, v in more.items() if k != "persons"}
    return Cut(
        **{
            "code": "work", "name": "Work", "definition": "d", "version": 1, "unit": "case",
            "measure": "share", "cut": dimensions, "rows": rows, **fields,
        }
    )  # fmt: skip


def rows(tables: list[dict[str, Any]], *dimensions: str) -> dict[str, dict[str, Any]]:
    table = next(one for one in tables if one["cut"] == list(dimensions))
    return {"".join(row["keys"].values()): row for row in table["rows"]}


def test_a_small_row_and_what_would_tell_it_lose_every_number() -> None:
    found = check([cut(WHOLE), cut(BY_SEX, "sex")], [], least=10)
    by_sex = rows(found.tables, "sex")
    assert not found.reasons
    assert rows(found.tables)[""]["count"] == 100
    for name in ("f", "u"):
        assert by_sex[name]["hidden"] == "all"
        assert by_sex[name]["count"] is by_sex[name]["reached"] is by_sex[name]["value"] is None
        assert by_sex[name]["high"] - by_sex[name]["low"] >= 10
    # A kept table never says how many persons stand behind a row.
    assert "persons" not in by_sex["f"]


def test_what_moved_by_a_few_since_the_last_release_is_hidden() -> None:
    first = check([cut({"": (100, 40)})], [], least=10).tables
    moved = check([cut({"": (103, 55)})], [first], least=10).tables
    further = check([cut({"": (140, 60)})], [first], least=10).tables
    assert rows(moved)[""]["hidden"] == "all"
    assert rows(further)[""]["hidden"] == ""


def test_figures_that_did_not_move_are_shown_again() -> None:
    first = check([cut(WHOLE), cut(BY_SEX, "sex")], [], least=10).tables
    again = check([cut(WHOLE), cut(BY_SEX, "sex")], [first], least=10).tables
    assert digest({"tables": again}) == digest({"tables": first})


def test_units_of_few_persons_are_small() -> None:
    found = check([cut({"": (100, 40)}, persons=6)], [], least=10)
    assert rows(found.tables)[""]["hidden"] == "all"


def test_donors_who_pay_for_the_same_person_are_not_parts_of_a_whole() -> None:
    found = check(
        [cut({"": (100, 40)}), cut({"a": (80, 30), "b": (60, 22)}, "donor")], [], least=10
    )
    assert not found.reasons
    assert {row["hidden"] for row in rows(found.tables, "donor").values()} == {""}


def test_a_release_without_figures_says_so() -> None:
    assert check([], [], least=10).reasons == [Reason.NO_FIGURES]


def test_a_content_is_read_as_it_was_written() -> None:
    found = check([cut(WHOLE), cut(BY_SEX, "sex")], [], least=10)
    assert [one.cut for one in read(found.content)] == [(), ("sex",)]


def test_two_installations_are_added_up_with_intervals_where_something_is_hidden() -> None:
    ours = check([cut({"": (100, 40)}), cut(BY_SEX, "sex")], [], least=10).tables
    other = {"f": (50, 20), "m": (70, 30), "u": (15, 15)}
    theirs = check([cut({"": (135, 65)}), cut(other, "sex", version=1)], [], least=10).tables
    joined = {table.cut: table for table in join([("", ours), ("North", theirs)], least=10)}
    whole = joined[()].lines[0]
    assert (whole.count.low, whole.count.high) == (235, 235)
    assert whole.reached == 105
    unknown = joined[("sex",)].lines[-1]
    assert unknown.count.high - unknown.count.low >= 10
    assert unknown.reached is None
    assert unknown.hidden_by == ("",)


def test_areas_are_added_up_by_their_common_code_and_stay_alone_without_one() -> None:
    def by_area(counts: dict[str, tuple[int, int]], codes: dict[str, str]) -> Cut:
        found = cut(counts, "area")
        rows = [
            replace(row, codes={"area": codes[key]} if (key := row.keys["area"]) in codes else {})
            for row in found.rows
        ]
        return replaced(found, rows)

    ours = by_area({"7": (40, 20), "8": (60, 20)}, {"7": "GH GH06"})
    theirs = by_area({"31": (50, 30), "8": (85, 35)}, {"31": "GH GH06"})
    tables = [
        check([cut({"": sums}), one], [], least=10).tables
        for sums, one in (((100, 40), ours), ((135, 65), theirs))
    ]
    joined = join([("", tables[0]), ("North", tables[1])], least=10)
    lines = next(one for one in joined if one.cut == ("area",)).lines
    # The two that are both called 8 are two areas.
    assert sorted((line.count.low, line.of) for line in lines) == [
        (60, ("",)), (85, ("North",)), (90, ("", "North")),
    ]  # fmt: skip


def test_different_versions_are_not_added_up() -> None:
    ours = check([cut(WHOLE)], [], least=10).tables
    theirs = check([cut(WHOLE, version=2)], [], least=10).tables
    assert join([("", ours), ("North", theirs)], least=10)[0].apart == (Apart.VERSIONS,)
