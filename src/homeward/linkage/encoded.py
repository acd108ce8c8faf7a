"""Linkage between organisations that may not exchange names: Bloom filters under a shared secret.

Each record becomes 1,024 bits (a cryptographic long-term key: Schnell, Bachteler and Reiher 2011),
as clkhash 0.18 makes them by a linkage schema of version 3: keys by HKDF-SHA256, tokens hashed by
keyed BLAKE2b ("blakeHash", which has no structure of double hashing: Kroll and Steinmetzer 2015),
a fixed number of bits for each feature ("bitsPerFeature"). What is encoded is normalised first, so
that spellings of one sound fall on the same bits. `schema` gives the schema to a partner that uses
clkhash. Risks and limits: docs/decisions/0055.

    match(encode(ours, secret=secret), theirs)      pairs of ids with Dice's coefficient
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from homeward.linkage import popcounts
from homeward.linkage.preparing import prepare
from homeward.linkage.records import Record

LENGTH = 1024
FOLDS = 1
KEY_SIZE = 64
INFO = b"homeward linkage 1"
LEAST_SECRET = 16
# Chosen on a made-up register (seed 1951) that nothing is judged on.
ENCODED_THRESHOLD = 0.65
SHORTS = 32


@dataclass(frozen=True)
class Feature:
    """`bits` are set for it however long it is; `n` is of the n-grams."""

    name: str
    n: int
    positional: bool
    bits: int


FEATURES = (
    Feature("name", 2, False, 200),
    Feature("skeleton", 2, False, 120),
    Feature("birth_date", 1, True, 120),
    Feature("sex", 1, False, 10),
    Feature("place", 2, False, 60),
    Feature("phone", 2, True, 60),
    Feature("document", 2, True, 100),
)


@dataclass(frozen=True)
class Encodings:
    """`bits` has a row of 16 words for each id, `counts` how many of them are set."""

    ids: tuple[str, ...]
    bits: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int32]


@dataclass(frozen=True)
class EncodedPair:
    id_a: str
    id_b: str
    similarity: float


def normalise(record: Record) -> dict[str, str]:
    """What is encoded of a record, by feature; "" is not known and sets no bit.

    The household is left out: its number means something in one register alone.
    """
    row = prepare(record)
    sounds = [str(row[name]) for name in ("given_sound", "family_sound") if row[name]]
    skeletons = f"{row['given_fine'] or ''} {row['family_fine'] or ''}".split()
    return {
        "name": " ".join(sorted(sounds)),
        "skeleton": " ".join(sorted(skeletons)),
        "birth_date": str(row["born"] or row["born_month"] or row["born_year"] or ""),
        "sex": str(row["sex"] or ""),
        "place": str(row["place"] or ""),
        "phone": str(row["phone"] or ""),
        "document": str(row["document"] or ""),
    }


def encode(records: Sequence[Record], *, secret: bytes) -> Encodings:
    """The records as Bloom filters; who has the secret and a name can make the same ones.

    Raises ValueError for a secret of fewer than LEAST_SECRET bytes and for an id that stands twice.
    """
    ids = tuple(record.id for record in records)
    if len(set(ids)) < len(ids):
        raise ValueError("an id stands twice")
    filters = np.zeros((len(records), LENGTH << FOLDS), np.bool_)
    hashed = _hashed(secret)
    for row, record in zip(filters, records, strict=True):
        for feature, value in zip(FEATURES, normalise(record).values(), strict=True):
            for token, bits in _tokens(feature, value):
                row[hashed(feature.name, token)[:bits]] = True
    for _ in range(FOLDS):
        half = filters.shape[1] // 2
        filters = filters[:, :half] ^ filters[:, half:]
    bits = np.packbits(filters, axis=1).view(np.uint64).reshape(len(records), LENGTH // 64)
    return Encodings(ids, bits, filters.sum(axis=1, dtype=np.int32))


def _tokens(feature: Feature, value: str) -> Iterator[tuple[str, int]]:
    """n-grams, padded as clkhash does, and how many bits each sets; the first take what is left."""
    if not value:
        return
    padding = " " * (feature.n - 1)
    padded = f"{padding}{value}{padding}"
    grams = [padded[at : at + feature.n] for at in range(len(padded) - feature.n + 1)]
    each, left = divmod(feature.bits, len(grams))
    for at, gram in enumerate(grams):
        yield (f"{at + 1} {gram}" if feature.positional else gram), each + (at < left)


def _hashed(secret: bytes) -> Any:
    """From a feature's name and a token to the places of its bits, as many as there may be."""
    keys = dict(zip((one.name for one in FEATURES), derived_keys(secret), strict=True))
    most = max(feature.bits for feature in FEATURES)

    @lru_cache(maxsize=2**17)
    def places(name: str, token: str) -> npt.NDArray[np.int64]:
        made = b"".join(
            hashlib.blake2b(token.encode(), key=keys[name], salt=str(n).encode()).digest()
            for n in range(-(-most // SHORTS))
        )
        return (np.frombuffer(made, "<u2") % (LENGTH << FOLDS)).astype(np.int64)

    return places


def derived_keys(secret: bytes) -> list[bytes]:
    """One for each feature. clkhash derives two each and uses the first with BLAKE2b."""
    if len(secret) < LEAST_SECRET:
        raise ValueError(f"a secret has at least {LEAST_SECRET} bytes")
    size = 2 * KEY_SIZE * len(FEATURES)
    made = HKDF(algorithm=SHA256(), length=size, salt=None, info=INFO).derive(secret)
    return [made[at : at + KEY_SIZE] for at in range(0, size, 2 * KEY_SIZE)]


def match(a: Encodings, b: Encodings, *, threshold: float = ENCODED_THRESHOLD) -> list[EncodedPair]:
    """Pairs alike by Dice's coefficient, each record in one at most, the most alike first.

    Dice: twice the bits that both have, by the bits of each. Where two pairs are as alike, the
    earlier records are taken.
    """
    left, right, dice = popcounts.alike(a.bits, a.counts, b.bits, b.counts, threshold)
    order = np.lexsort((right, left, -dice))
    taken_a, taken_b = np.zeros(len(a.ids), np.bool_), np.zeros(len(b.ids), np.bool_)
    found = []
    for at in order:
        one, other = left[at], right[at]
        if not taken_a[one] and not taken_b[other]:
            taken_a[one] = taken_b[other] = True
            found.append(EncodedPair(a.ids[one], b.ids[other], float(dice[at])))
    return found
