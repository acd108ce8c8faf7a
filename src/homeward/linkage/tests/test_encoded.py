"""Encoded linkage: clkhash's bits, pairs without a name, and what a secret is for."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.linkage import popcounts
from homeward.linkage.encoded import (
    ENCODED_THRESHOLD,
    FEATURES,
    LEAST_SECRET,
    LENGTH,
    Encodings,
    encode,
    match,
    normalise,
    schema,
)
from homeward.linkage.generator import generate
from homeward.linkage.records import Record

SECRET, OTHER = b"of one agreement, thirty-two byte", b"of another agreement, and as long"
# Made by clkhash 0.18.3 itself, from the same schema, secret and normalised rows.
VECTORS = json.loads(Path(__file__).with_name("clkhash_vectors.json").read_text())
RECORDS = generate(12, seed=7).records


def test_the_bits_are_those_of_clkhash() -> None:
    assert schema() == VECTORS["schema"]
    rows = [list(normalise(record).values()) for record in RECORDS]
    assert rows == VECTORS["rows"]
    made = encode(RECORDS, secret=bytes.fromhex(VECTORS["secret"]))
    assert [row.tobytes().hex() for row in made.bits] == VECTORS["filters"]


def test_encodings_hold_what_matching_needs_and_nothing_of_a_name() -> None:
    made = encode(RECORDS, secret=SECRET)
    assert (made.bits.shape, made.bits.dtype) == ((12, LENGTH // 64), np.dtype(np.uint64))
    assert made.ids == tuple(record.id for record in RECORDS)
    assert made.counts.tolist() == np.bitwise_count(made.bits).sum(axis=1).tolist()


def test_spellings_of_one_sound_and_names_in_any_order_fall_on_the_same_bits() -> None:
    one = Record(id="1", given_name="Mohammed Said", family_name="Ouedraogo")
    two = Record(id="1", given_name="Wedraogo", family_name="Saïd, Muhamed")
    fine = [{k: v for k, v in normalise(r).items() if k.endswith("words")} for r in (one, two)]
    assert fine[0] == fine[1]


def test_under_another_secret_nobody_is_found() -> None:
    ours, theirs = encode(RECORDS, secret=SECRET), encode(RECORDS, secret=OTHER)
    assert match(ours, theirs) == []
    assert len(match(ours, encode(RECORDS, secret=SECRET))) == len(RECORDS)


@pytest.mark.parametrize("secret", [b"", b"short", b"x" * (LEAST_SECRET - 1)])
def test_a_short_secret_is_refused(secret: bytes) -> None:
    with pytest.raises(ValueError, match="secret"):
        encode(RECORDS, secret=secret)


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        encode([RECORDS[0], RECORDS[0]], secret=SECRET)


def test_each_record_is_in_one_pair_at_most() -> None:
    twin = replace(RECORDS[0], id="twin")
    ours = encode([RECORDS[0], twin], secret=SECRET)
    found = match(ours, encode([RECORDS[0]], secret=SECRET), threshold=0.5)
    assert len(found) == 1


def test_nobody_is_like_nobody() -> None:
    empty = encode([Record(id="1")], secret=SECRET)
    assert empty.counts.tolist() == [0]
    assert match(empty, empty) == []
    none = encode([], secret=SECRET)
    assert match(none, empty) == match(empty, none) == []


BITS = st.integers(0, 2**64 - 1)
FILTERS = st.lists(st.lists(BITS, min_size=16, max_size=16), min_size=1, max_size=6)


@settings(deadline=None)
@given(FILTERS, FILTERS, st.sampled_from([0.3, 0.5, 0.52, 0.7]), st.sampled_from([0.5, 0.7]))
def test_counting_finds_what_plain_counting_finds(
    a: list[list[int]], b: list[list[int]], threshold: float, lesser: float
) -> None:
    one, other = np.array(a, np.uint64), np.array(b, np.uint64)
    counts = [np.bitwise_count(some).sum(axis=1).astype(np.int32) for some in (one, other)]
    left, right, likeness = popcounts.alike(one, counts[0], other, counts[1], threshold, lesser)
    plain = {}
    for i, row in enumerate(a):
        for j, column in enumerate(b):
            shared = sum((x & y).bit_count() for x, y in zip(row, column, strict=True))
            sizes = sorted((int(counts[0][i]), int(counts[1][j])))
            whole = lesser * sizes[0] + (1 - lesser) * sizes[1]
            if sizes[0] and shared >= threshold * whole:
                plain[i, j] = shared / whole
    assert dict(zip(zip(left.tolist(), right.tolist(), strict=True), likeness, strict=True)) == (
        pytest.approx(plain)
    )


def test_a_record_that_is_like_many_finds_them_all() -> None:
    bits = np.full((popcounts.ROOM + 9, 16), 5, np.uint64)
    counts = np.full(len(bits), 32, np.int32)
    left, _, likeness = popcounts.alike(bits[:1], counts[:1], bits, counts, 0.9)
    assert len(left) == len(bits)
    assert set(likeness.tolist()) == {1.0}


def test_a_pair_that_does_not_stand_out_has_to_be_more_alike() -> None:
    def filters(*patterns: int) -> Encodings:
        bits = np.array([[pattern] * 16 for pattern in patterns], np.uint64)
        counts = np.bitwise_count(bits).sum(axis=1).astype(np.int32)
        return Encodings(tuple(str(n) for n in range(len(bits))), bits, counts)

    # Of 40 bits each, 30 are shared: 0.75.
    ours, theirs = (1 << 40) - 1, ((1 << 40) - 1) << 10
    also_theirs = ((1 << 30) - 1) | ((1 << 10) - 1) << 50
    assert len(match(filters(ours), filters(theirs), threshold=ENCODED_THRESHOLD)) == 1
    assert match(filters(ours), filters(theirs, also_theirs), threshold=ENCODED_THRESHOLD) == []


def test_the_weights_of_the_schema_are_as_declared() -> None:
    hashing = [feature["hashing"]["strategy"] for feature in schema()["features"]]
    assert hashing == [{"bitsPerFeature": feature.bits} for feature in FEATURES]
