import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = ROOT / "src" / "homeward"
MANIFEST = json.loads((ROOT / "scripts" / "vendor.json").read_text())
FILES = [file for package in MANIFEST["packages"] for file in package["files"]]
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
STATIC = PACKAGE / "core" / "static" / "core"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["to"].rsplit("/", 1)[-1])
def test_each_copied_file_is_the_one_of_the_manifest(file: dict[str, str]) -> None:
    assert hashlib.sha256((ROOT / file["to"]).read_bytes()).hexdigest() == file["sha256"]


def test_every_vendored_file_is_in_the_manifest() -> None:
    known = {file["to"] for file in FILES}
    kept = {str(p.relative_to(ROOT)) for p in PACKAGE.glob("*/static/*/vendor/**/*") if p.is_file()}
    assert kept <= known


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    symbols = set(re.findall(r'symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    named = {
        name
        for template in TEMPLATES
        for name in re.findall(r'{%\s*icon\s+"([^"]+)"', template.read_text())
    }
    assert named <= symbols


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_an_inline_style_or_script(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r'<style|\sstyle="|\son[a-z]+="', text)
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/json))", text)


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_our_sheets_know_no_left_and_right(sheet: Path) -> None:
    text = re.sub(r"to top right", "", sheet.read_text())
    assert not re.findall(r"(?:^|[\s;{-])(?:left|right)\s*[:;]|text-align:\s*(?:left|right)", text)


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_our_sheets_load_only_files_that_are_here(sheet: Path) -> None:
    for address in re.findall(r"url\(([^)]+)\)", sheet.read_text()):
        assert (STATIC / address).exists()
