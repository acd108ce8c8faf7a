"""Secrets and what marks an installation: each its own, each long, each where it belongs."""

import math
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from homeward.config import database, folders
from homeward.config.environment import env

SHORTEST = 32
# Bits of a text's letters as they are spread in it: a word said over and over has few.
FEWEST_BITS = 100
OPEN_TO_OTHERS = 0o077
FILES = [
    *("HOMEWARD_SECRET_KEY", "HOMEWARD_MASTER_KEY", "HOMEWARD_JOB_KEY", "DATABASE_URL"),
    *("HOMEWARD_KEYS_URL", "HOMEWARD_SMTP_PASSWORD", "HOMEWARD_OIDC_SECRET"),
]


def bits(secret: str) -> float:
    """How much there is to guess, at most: the entropy of the letters, times how many."""
    number = len(secret)
    shares = [count / number for count in Counter(secret).values()]
    return -number * sum(share * math.log2(share) for share in shares)


def _strength() -> Iterator[str]:
    for name in ("HOMEWARD_SECRET_KEY", "HOMEWARD_MASTER_KEY", "HOMEWARD_JOB_KEY"):
        for secret in filter(None, env(name).split("\n")):
            word = secret.partition(":")[2] if secret[:1].isdigit() and ":" in secret else secret
            if len(word) < SHORTEST or bits(word) < FEWEST_BITS:
                yield (
                    f"{name} is short or made of few letters: somebody could guess it."
                    " `homeward setup secrets FOLDER` makes long random ones."
                )


def _own() -> Iterator[str]:
    names = ("HOMEWARD_SECRET_KEY", "HOMEWARD_MASTER_KEY", "HOMEWARD_JOB_KEY")
    said = [(name, env(name)) for name in names if env(name)]
    for place, (name, secret) in enumerate(said):
        for other, same in said[place + 1 :]:
            if secret == same:
                yield f"{name} and {other} are the same. Each must be its own."
    if not env("HOMEWARD_JOB_KEY"):
        yield (
            "HOMEWARD_JOB_KEY is not set here, so that whoever has HOMEWARD_SECRET_KEY can also act"
            " as a background job. In a worker or `homeward migrate`, give it one of its own; in a"
            " web process its absence is right, so run this check with the worker's settings."
        )


def _files() -> Iterator[str]:
    for name in FILES:
        path = os.environ.get(f"{name}_FILE")
        if path and Path(path).exists() and Path(path).stat().st_mode & OPEN_TO_OTHERS:
            closed = Path(path).parent.stat().st_mode & OPEN_TO_OTHERS == 0
            if not closed and not path.startswith(("/run/secrets/", "/run/credentials/")):
                yield f"Other users of this machine can read {path} ({name}_FILE): chmod 600 it."
        if env(name) and not path and name != "DATABASE_URL":
            yield (
                f"{name} stands in the environment, which other programs of the same user can read."
                f" Name a file with {name}_FILE."
            )


def _demo() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    from homeward.config import generated  # noqa: PLC0415

    if settings.DEMO:
        yield (
            "This is a demo (HOMEWARD_DEMO, or the mark in HOMEWARD_HOME): no second factor is"
            " asked, mail goes into files, the sign-ins are published. Never for real persons."
        )
    if folders.demo_mark().exists():
        yield f"The folder {folders.home()} was filled as a demo. Use another HOMEWARD_HOME."
    if number := generated.users():
        yield f"The database holds {number} users of the demo, whose password is published."


def _owner() -> Iterator[str]:
    if env("HOMEWARD_WEB") and (database.knows_owner() or env("HOMEWARD_JOB_KEY")):
        yield (
            "This web process was given the owner's DATABASE_URL or HOMEWARD_JOB_KEY, and needs"
            " neither. Give it DATABASE_APP_URL and HOMEWARD_KEYS_APP_URL alone."
        )
    elif database.knows_owner() and not env("DATABASE_APP_URL"):
        yield (
            "One DATABASE_URL serves everything, so a web process that is broken into knows the"
            " owner's password. Give web and worker DATABASE_APP_URL and HOMEWARD_KEYS_APP_URL;"
            " DATABASE_URL belongs to `homeward migrate` alone."
        )


ASKED = [_strength, _own, _files, _demo, _owner]
