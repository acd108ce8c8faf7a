"""Templates compile, and keep to the script and style policy of core/middleware.py."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

SOURCE = Path(__file__).resolve().parents[2] / "src" / "homeward"
TEMPLATES = sorted(
    (path for path in SOURCE.glob("*/templates/**/*") if path.suffix in {".html", ".txt", ".svg"}),
    key=str,
)
INLINE = re.compile(
    r"""<style[\s>]|<script(?![^>]*\ssrc=)[^>]*>|<[^>]*\sstyle\s*=|<[^>]*\son[a-z]+\s*=|javascript:""",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"""<(?:script|link|img|iframe|source|use)\b[^>]*\s(?:src|href|srcset)\s*=\s*["'](?:https?:)?//""",
    re.IGNORECASE,
)


def short(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_compiles(path: Path) -> None:
    get_template(str(path).split("/templates/", 1)[1])


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_has_no_inline_style_or_script(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_loads_nothing_from_another_host(path: Path) -> None:
    assert ELSEWHERE.findall(path.read_text(encoding="utf-8")) == []
