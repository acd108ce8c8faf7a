"""Variables of the environment. A name with _FILE reads the value from that file."""

import os
from pathlib import Path


def env(name: str, default: str = "") -> str:
    """The value of a variable, or of the file that NAME_FILE names."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    return env(name).lower() in {"1", "true", "yes", "on"}
