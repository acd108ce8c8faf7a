"""FEBRL's three sets, whose rec_id tells who is the same: one declared configuration for all."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from homeward.linkage.encoded import encode, match
from homeward.linkage.model import pairs
from homeward.linkage.records import Record

pytestmark = pytest.mark.real_data

SECRET = b"a secret of this test alone"


def read(path: Path) -> list[Record]:
    with path.open() as file:
        return [
            Record(
                id=row["rec_id"],
                given_name=row["given_name"],
                family_name=row["surname"],
                birth_date=row["date_of_birth"],
                document=row["soc_sec_id"],
                place=f"{row['street_number']} {row['address_1']}, {row['suburb']},"
                f" {row['postcode']}",
            )
            for row in csv.DictReader(file, skipinitialspace=True)
        ]


def person(ident: str) -> str:
    return ident.split("-")[1]


def f1(found: list[tuple[str, str]], true_pairs: int) -> float:
    right = sum(person(one) == person(other) for one, other in found)
    return 2 * right / (len(found) + true_pairs)


@pytest.mark.parametrize(("number", "least"), [(1, 0.99), (2, 0.98), (3, 0.97)])
def test_persons_who_stand_twice_are_found(
    real_data: Callable[[str], Path], number: int, least: float
) -> None:
    records = read(real_data(f"febrl/dataset{number}.csv"))
    times: dict[str, int] = {}
    for record in records:
        times[person(record.id)] = times.get(person(record.id), 0) + 1
    true_pairs = sum(n * (n - 1) // 2 for n in times.values())
    assert f1([(pair.id_a, pair.id_b) for pair in pairs(records)], true_pairs) >= least


def test_two_organisations_find_them_without_a_name(real_data: Callable[[str], Path]) -> None:
    records = read(real_data("febrl/dataset1.csv"))
    ours = encode([one for one in records if one.id.endswith("org")], secret=SECRET)
    theirs = encode([one for one in records if not one.id.endswith("org")], secret=SECRET)
    found = [(pair.id_a, pair.id_b) for pair in match(ours, theirs)]
    assert f1(found, len(theirs.ids)) >= 0.95 * 0.99
