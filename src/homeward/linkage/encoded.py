"""Linkage between organisations that may not exchange names: Bloom filters under a shared secret.

Each record becomes 1,024 bits (a cryptographic long-term key: Schnell, Bachteler and Reiher 2011),
as clkhash 0.18 makes them by a linkage schema of version 3: keys by HKDF-SHA256, tokens hashed by
keyed BLAKE2b ("blakeHash", which has no structure of double hashing: Kroll and Steinmetzer 2015),
a fixed number of bits for each feature ("bitsPerFeature"). What is encoded is normalised first, so
that spellings of one sound fall on the same bits. `schema` gives the schema to a partner that uses
clkhash. Risks and limits: docs/decisions/0055.

    match(encode(ours, secret=secret), theirs)      pairs of ids with their likeness
"""

import hashlib
from base64 import b64encode
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
FOLDS = 0
KEY_SIZE = 64
INFO = b"homeward linkage 1"
LEAST_SECRET = 16
# Chosen on a made-up register (seed 1951) that nothing is judged on.
ENCODED_THRESHOLD = 0.71
LESSER, RISE, REACH = 0.7, 0.7, 0.05
SHORTS = 32


@dataclass(frozen=True)
class Feature:
    """`bits` are set for it however long it is; `n` is of the n-grams, 0 for the whole as one."""

    name: str
    n: int
    bits: int
    positional: bool = False


# The weights were sought on the made-up register of seed 1951.
FEATURES = (
    Feature("names", 2, 105),
    Feature("skeletons", 2, 97),
    Feature("fine_words", 1, 43),
    Feature("coarse_words", 1, 22),
    Feature("birth_date", 1, 89, positional=True),
    Feature("birth_year", 0, 30),
    Feature("birth_years", 1, 50),
    Feature("birth_day", 0, 59),
    Feature("sex", 0, 50),
    Feature("place", 2, 22),
    Feature("town", 0, 24),
    Feature("phone", 2, 43, positional=True),
    Feature("phone_whole", 0, 21),
    Feature("document", 2, 109, positional=True),
)
# A word that counts as a whole is one sign of Unicode's private plane, so that 1-grams are words.
PRIVATE, SIGNS = 0xF0000, 0xFFFD
# Two that know a year of birth by about so much share some of its bits.
ABOUT = 2


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
    row = {name: str(value) if value else "" for name, value in prepare(record).items()}
    fine = sorted(f"{row['given_fine']} {row['family_fine']}".split())
    coarse = sorted(f"{row['given_coarse']} {row['family_coarse']}".split())
    return {
        "names": " ".join(sorted(filter(None, (row["given_sound"], row["family_sound"])))),
        "skeletons": " ".join(fine),
        "fine_words": "".join(map(_sign, fine)),
        "coarse_words": "".join(map(_sign, coarse)),
        "birth_date": row["born"] or row["born_month"] or row["born_year"],
        "birth_year": row["born_year"],
        "birth_years": _years(row["born_year"]),
        "birth_day": row["born"],
        "sex": row["sex"],
        "place": row["place"],
        "town": row["place_1"],
        "phone": row["phone"],
        "phone_whole": row["phone"],
        "document": row["document"],
    }


def _years(year: str) -> str:
    """A sign for the year and for each near it."""
    near = range(int(year) - ABOUT, int(year) + ABOUT + 1) if year else ()
    return "".join(chr(PRIVATE + one) for one in near)


def _sign(word: str) -> str:
    digest = hashlib.blake2b(word.encode(), digest_size=4).digest()
    return chr(PRIVATE + int.from_bytes(digest, "big") % SIGNS)


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
            for token, number in _tokens(feature, value):
                row[hashed(feature.name, token)[:number]] = True
    for _ in range(FOLDS):
        half = filters.shape[1] // 2
        filters = filters[:, :half] ^ filters[:, half:]
    bits = np.packbits(filters, axis=1).view(np.uint64).reshape(len(records), LENGTH // 64)
    return Encodings(ids, bits, filters.sum(axis=1, dtype=np.int32))


def _tokens(feature: Feature, value: str) -> Iterator[tuple[str, int]]:
    """n-grams, padded as clkhash does, and how many bits each sets; the first take what is left."""
    if not value:
        return
    grams = [value] if not feature.n else _grams(value, feature.n)
    each, left = divmod(feature.bits, len(grams))
    for at, gram in enumerate(grams):
        yield (f"{at + 1} {gram}" if feature.positional else gram), each + (at < left)


def _grams(value: str, n: int) -> list[str]:
    padding = " " * (n - 1)
    padded = f"{padding}{value}{padding}"
    return [padded[at : at + n] for at in range(len(padded) - n + 1)]


def schema() -> dict[str, Any]:
    """The linkage schema of clkhash, version 3, for a partner that encodes what `normalise` made.

    Columns come in the order of FEATURES. An empty cell is not encoded there either.
    """
    return {
        "version": 3,
        "clkConfig": {
            "l": LENGTH,
            "xor_folds": FOLDS,
            "kdf": {
                "type": "HKDF",
                "hash": "SHA256",
                "info": b64encode(INFO).decode(),
                "keySize": KEY_SIZE,
            },
        },
        "features": [
            {
                "identifier": feature.name,
                "format": {"type": "string", "encoding": "utf-8"},
                "hashing": {
                    "comparison": {
                        "type": "ngram",
                        "n": feature.n,
                        "positional": feature.positional,
                    }
                    if feature.n
                    else {"type": "exact"},
                    "strategy": {"bitsPerFeature": feature.bits},
                    "hash": {"type": "blakeHash"},
                },
            }
            for feature in FEATURES
        ],
    }


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
    """Pairs alike by at least `threshold`, each record in one at most; who stands out comes first.

    Alike is Tversky's index (`popcounts.alike`), with LESSER parts for the filter with fewer bits:
    a document that one register lacks must not part two records. Where others are nearly as alike,
    a pair has to be more so: the threshold rises by RISE times what the next best of either record
    has above threshold - REACH. `similarity` is the index itself.
    """
    reach = max(0.0, threshold - REACH)
    left, right, similarity = popcounts.alike(a.bits, a.counts, b.bits, b.counts, reach, LESSER)
    others = np.maximum(_next_best(left, similarity), _next_best(right, similarity))
    standing = similarity - RISE * np.maximum(0, others - reach)
    order = np.lexsort((right, left, -standing))
    taken_a, taken_b = np.zeros(len(a.ids), np.bool_), np.zeros(len(b.ids), np.bool_)
    found = []
    for at in order[: np.count_nonzero(standing >= threshold)]:
        one, other = left[at], right[at]
        if not taken_a[one] and not taken_b[other]:
            taken_a[one] = taken_b[other] = True
            found.append(EncodedPair(a.ids[one], b.ids[other], float(similarity[at])))
    return found


def _next_best(
    records: npt.NDArray[np.int64], similarity: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """For each pair the best similarity of the other pairs of its record; 0 where there is none."""
    order = np.lexsort((-similarity, records))
    ranked, theirs = similarity[order], records[order]
    starts = np.flatnonzero(np.r_[True, theirs[1:] != theirs[:-1]]) if len(theirs) else order
    best = np.repeat(ranked[starts], np.diff(np.r_[starts, len(theirs)]))
    after = np.minimum(starts + 1, len(theirs) - 1)
    second = np.where(theirs[after] == theirs[starts], ranked[after], 0.0)
    second[after == starts] = 0.0
    found = np.empty(len(records))
    found[order] = best
    found[order[starts]] = second
    return found
