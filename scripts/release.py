"""What stands before a release, step by step: `make release-check` (docs/operate/release.md).

    python scripts/release.py [--offline] [--only STEP ...]

Each step says in a line what it found. The exit status is 1 where a step failed, and where the
advisory service could not be asked, unless --offline says that this is known.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SBOM = ROOT / "build" / "sbom.json"
VENDORED = ROOT / "scripts" / "vendor.json"
UNREACHABLE = re.compile(
    r"ConnectionError|Failed to establish|timed out|Max retries|ServiceError|Name or service", re.I
)
# Licences whose terms a program under the AGPL can be given on with.
FITTING = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python|LGPL|GPL|MPL|Zlib|Unlicense|Public Domain|PostgreSQL|HPND|"
    r"CC0|0BSD|OFL|CNRI",
    re.I,
)


@dataclass(frozen=True)
class Said:
    is_good: bool
    words: str


class NotAsked(Exception):
    """A service on the network did not answer."""


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(ROOT / ".venv")}
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, env=env)


def version() -> str:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def uv() -> str:
    own = BIN / "uv"
    found = str(own) if own.exists() else shutil.which("uv")
    if not found:
        raise FileNotFoundError("uv")
    return found


def lock() -> Said:
    """uv.lock says what pyproject.toml asks for."""
    done = run(uv(), "lock", "--check", "--offline")
    return Said(done.returncode == 0, "is current" if done.returncode == 0 else done.stderr[-300:])


def changes() -> Said:
    """CHANGELOG.md has this version, and nothing waits under a heading of its own."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    named = f"\n## {version()}," in text or f"\n## {version()}\n" in text
    waiting = "\n## Not yet released" in text
    words = f"{version()} {'is' if named else 'is not'} a heading"
    return Said(
        named and not waiting, words + ("; something is not yet released" if waiting else "")
    )


def dumps() -> Said:
    """A dump with demo data of this version, from which later upgrades are rehearsed."""
    kept = sorted(path.name for path in (ROOT / "tests" / "upgrades").iterdir() if path.is_dir())
    kept = [name for name in kept if name[0].isdecimal()]
    return Said(version() in kept, f"kept of {', '.join(kept)}")


def upgrades() -> Said:
    """Each kept dump becomes an installation of today. Minutes."""
    done = run(BIN / "pytest", "-q", "tests/upgrades")
    return Said(done.returncode == 0, done.stdout.strip().splitlines()[-1])


def audit() -> Said:
    """Known weaknesses of the locked packages, by the advisories of PyPI and OSV."""
    listed = run(uv(), "export", "-q", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes")
    if listed.returncode:
        return Said(False, listed.stderr[-300:])
    wanted = ROOT / "build" / "requirements.txt"
    wanted.parent.mkdir(exist_ok=True)
    wanted.write_text(listed.stdout, encoding="utf-8")
    done = run(BIN / "pip-audit", "--no-deps", "--disable-pip", "-r", wanted, "-f", "json")
    if not done.stdout.strip().startswith("{"):
        if UNREACHABLE.search(done.stderr):
            raise NotAsked("the advisory service did not answer: nothing is known of weaknesses")
        return Said(False, done.stderr[-300:])
    told = json.loads(done.stdout)["dependencies"]
    weak = [(one["name"], [v["id"] for v in one["vulns"]]) for one in told if one.get("vulns")]
    words = f"{len(told)} packages, {len(weak)} with known weaknesses"
    return Said(not weak, words + "".join(f"\n    {name}: {', '.join(ids)}" for name, ids in weak))


def sbom() -> Said:
    """The bill of materials (CycloneDX) of the environment and of what is vendored from npm."""
    SBOM.parent.mkdir(exist_ok=True)
    done = run(
        BIN / "cyclonedx-py", "environment", BIN / "python", "--pyproject", "pyproject.toml",
        "--output-reproducible", "--of", "JSON", "-o", SBOM,
    )  # fmt: skip
    if done.returncode:
        return Said(False, done.stderr[-300:])
    bill = json.loads(SBOM.read_text(encoding="utf-8"))
    faults: list[str] = []
    bill["components"] += [component(one, faults) for one in vendored()]
    SBOM.write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    count = len(bill["components"])
    words = f"{count} components in {SBOM.relative_to(ROOT)}, {len(vendored())} of them vendored"
    return Said(not faults, words + "".join(f"\n    {fault}" for fault in faults))


def vendored() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(VENDORED.read_text(encoding="utf-8"))["packages"]
    return found


def component(package: dict[str, Any], faults: list[str]) -> dict[str, Any]:
    """A package of npm with the checksums of its files, each compared with what stands here."""
    name, number = package["name"], package["version"]
    files = []
    for file in package["files"]:
        here = ROOT / file["to"]
        found = hashlib.sha256(here.read_bytes()).hexdigest() if here.is_file() else ""
        if found != file["sha256"]:
            faults.append(f"{file['to']} is not what scripts/vendor.json says")
        hashed = [{"alg": "SHA-256", "content": file["sha256"]}]
        files.append({"type": "file", "name": file["to"], "hashes": hashed})
    return {
        "type": "library",
        "name": name,
        "version": number,
        "bom-ref": f"npm:{name}@{number}",
        "purl": f"pkg:npm/{name.replace('@', '%40')}@{number}",
        "licenses": [{"license": {"name": package["licence"]}}],
        "components": files,
    }


def licences() -> Said:
    """Each package has a licence that goes with the AGPL; the list is written beside the bill."""
    listed = run(uv(), "export", "-q", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes")
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)==", listed.stdout, re.MULTILINE)
    found = {name: licence_of(name) for name in names}
    found = {name: said for name, said in found.items() if said is not None}
    lines = sorted(f"{name}: {said or 'not said'}" for name, said in found.items())
    lines += sorted(f"{one['name']} (npm): {one['licence']}" for one in vendored())
    out = ROOT / "build" / "licences.txt"
    out.parent.mkdir(exist_ok=True)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    odd = sorted(name for name, said in found.items() if not FITTING.search(said or ""))
    most = ", ".join(
        f"{n} {kind}" for kind, n in Counter(map(short, found.values())).most_common(4)
    )
    words = f"{len(lines)} in {out.relative_to(ROOT)} ({most})"
    return Said(not odd, words + (f"; look at {', '.join(odd)}" if odd else ""))


def licence_of(name: str) -> str | None:
    """As the package says it, or its licence's text; None where it isn't installed (it is for
    another system)."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    told = found.metadata
    classed = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or [] if "License" in c]
    said = told.get("License-Expression") or "; ".join(classed)
    said = said or (told.get("License") or "").strip().split("\n")[0][:80]
    texts = [one for one in found.files or [] if "LICEN" in one.name.upper()]
    return said or next((_by_its_text(one.locate().read_text()) for one in texts), "")


def _by_its_text(text: str) -> str:
    if "Redistribution and use in source and binary forms" in text:
        return "BSD (by its text)"
    if "Permission is hereby granted, free" in text:
        return "MIT (by its text)"
    return ""


def short(said: str | None) -> str:
    found = FITTING.search(said or "")
    return found[0].upper() if found else "other"


STEPS: dict[str, Callable[[], Said]] = {
    step.__name__: step for step in (lock, changes, dumps, sbom, licences, audit, upgrades)
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offline", action="store_true", help="the advisories are asked elsewhere")
    parser.add_argument("--only", nargs="+", choices=STEPS, default=list(STEPS))
    asked = parser.parse_args()
    failed = []
    for name in asked.only:
        try:
            said = STEPS[name]()
        except NotAsked as why:
            said = Said(asked.offline, f"NOT ASKED: {why}")
        except FileNotFoundError as missing:
            said = Said(False, f"{missing} is missing: python scripts/environment.py attack")
        print(f"{'ok    ' if said.is_good else 'FAILED'} {name}: {said.words}", flush=True)
        failed += [] if said.is_good else [name]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
