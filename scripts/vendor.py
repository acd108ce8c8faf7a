"""Renews the front-end files that the project keeps a copy of, or checks them.

    python scripts/vendor.py           fetch the packages of vendor.json from npm, copy their files
    python scripts/vendor.py --check   compare each copied file with its checksum

A new version is written into vendor.json by hand; a new icon is a new name in its list.
"""

import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "scripts" / "vendor.json"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def faults(manifest: dict[str, Any]) -> list[str]:
    """One sentence for each file that is missing or differs from the manifest."""
    found = []
    for package in manifest["packages"]:
        for file in package["files"]:
            path = ROOT / file["to"]
            if not path.exists():
                found.append(f"{file['to']} is missing.")
            elif sha256(path) != file["sha256"]:
                found.append(f"{file['to']} is not the file of {package['name']} in the manifest.")
    return found


def renew(manifest: dict[str, Any]) -> None:
    for package in manifest["packages"]:
        if "built" in package:
            build(package)
            continue
        with tempfile.TemporaryDirectory() as folder:
            unpacked = unpack(package, Path(folder))
            for file in package["files"]:
                target = ROOT / file["to"]
                target.parent.mkdir(parents=True, exist_ok=True)
                if "icons" in file:
                    target.write_text(sprite(unpacked / file["from"], file["icons"]))
                elif target.suffix == ".ttf":
                    target.write_bytes(unwrapped(unpacked / file["from"]))
                else:
                    target.write_bytes(without_source_map((unpacked / file["from"]).read_bytes()))
                file["sha256"] = sha256(target)
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n")


def build(package: dict[str, Any]) -> None:
    """What is bundled of several packages: the folder's own lockfile says which."""
    folder = ROOT / package["built"]
    for words in (["npm", "ci"], ["npm", "run", "build"]):
        subprocess.run(words, cwd=folder, check=True)
    for file in package["files"]:
        file["sha256"] = sha256(ROOT / file["to"])


def unwrapped(font: Path) -> bytes:
    """The font of a web font file, as programs that make documents read it."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only here

    opened, written = TTFont(font, recalcTimestamp=False), io.BytesIO()
    opened.flavor = None
    opened.save(written)
    return written.getvalue()


def unpack(package: dict[str, Any], folder: Path) -> Path:
    spec = f"{package['name']}@{package['version']}"
    name = subprocess.run(
        ["npm", "pack", "--silent", spec],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    with tarfile.open(folder / name) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def without_source_map(content: bytes) -> bytes:
    # The map isn't copied; a browser's developer tools would ask for it in vain.
    return re.sub(rb"\n?/[*/]# sourceMappingURL=[^\n]*\n?", b"\n", content)


def sprite(folder: Path, names: list[str]) -> str:
    """One svg with a symbol for each icon, to be used as icons.svg#name."""
    symbols = []
    for name in sorted(names):
        source = (folder / f"{name}.svg").read_text()
        paths = [p for p in re.findall(r"<path [^>]*/>", source) if 'stroke="none"' not in p]
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(paths)}</symbol>')
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""]
    return "\n".join(lines)


def main() -> int:
    manifest = json.loads(MANIFEST.read_text())
    if "--check" not in sys.argv[1:]:
        renew(manifest)
    found = faults(manifest)
    for sentence in found:
        print(sentence)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
