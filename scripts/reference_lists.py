"""Pages made of a table that is kept as data: the list after ASVS, the glossary's translations."""

import csv
import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"
ASVS = DOCS / "reference" / "asvs.csv"
TERMS = DOCS / "glossary.md"
TRANSLATIONS = DOCS / "glossary.csv"
SOURCE = "https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en"

CHAPTERS = {
    1: "Encoding and sanitization", 2: "Validation and business logic", 3: "Web frontend",
    4: "API and web service", 5: "Files", 6: "Authentication", 7: "Sessions", 8: "Authorization",
    9: "Self-contained tokens", 10: "OAuth and OpenID Connect", 11: "Cryptography",
    12: "Communication", 13: "Configuration", 14: "Data protection",
    15: "Coding and architecture", 16: "Logging and errors", 17: "WebRTC",
}  # fmt: skip
STATES = ("met", "partly", "not met", "not applicable")
ASVS_HEAD = f"""# ASVS 5.0, level 2
Every requirement of levels 1 and 2 of OWASP's Application Security Verification Standard 5.0.0, \
by its number, with what Homeward does about it and where that can be seen. The words are ours and \
short; the requirement itself is at [OWASP]({SOURCE}). The list is `docs/reference/asvs.csv`; a \
test sees that no number is missing and that each named file exists. It is our own reading, no \
certificate, and nobody outside has verified it.

“Partly” says in the note what is missing or whose part it is; what the web server in front, the \
firewall or the disks have to do is the installer's, and no test of ours can show it.
"""
GLOSSARY = {
    "fr": (
        "Glossaire",
        "Les termes du domaine, tels que les pages les emploient. La version anglaise fait foi"
        " pour le code et l’interface de programmation : [Glossary](glossary.md).",
        ("terme", "sens", "en anglais"),
        "Les termes sans traduction sont donnés en anglais.",
    ),
    "ar": (
        "مسرد المصطلحات",
        "مصطلحات المجال كما تستعملها الصفحات. النص الإنجليزي هو المرجع للبرمجة"
        " وواجهة البرمجة: [Glossary](glossary.md).",
        ("المصطلح", "المعنى", "بالإنجليزية"),
        "المصطلحات التي لم تُترجم بعد ترد بالإنجليزية.",
    ),
}


def requirements() -> list[dict[str, str]]:
    with ASVS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asvs() -> str:
    rows = requirements()
    lines = [ASVS_HEAD, *_counts(rows)]
    for chapter, some in itertools.groupby(rows, key=_chapter):
        lines += [
            f"\n## V{chapter} {CHAPTERS[chapter]}\n",
            "| requirement | level | what | state | evidence | note |\n|---|---|---|---|---|---|",
        ]
        lines += [_line(row) for row in some]
    return "\n".join(lines) + "\n"


def _chapter(row: dict[str, str]) -> int:
    return int(row["id"].removeprefix("v5.0.0-").split(".")[0])


def _counts(rows: list[dict[str, str]]) -> Iterator[str]:
    yield f"| | {' | '.join(STATES)} | in all |\n|---|{'---|' * (len(STATES) + 1)}"
    for level in ("1", "2"):
        states = Counter(row["state"] for row in rows if row["level"] == level)
        counts = " | ".join(str(states[state]) for state in STATES)
        yield f"| level {level} | {counts} | {states.total()} |"


def _line(row: dict[str, str]) -> str:
    evidence = ", ".join(f"`{path.removeprefix('src/homeward/')}`" for path in _paths(row))
    return (
        f"| {row['id']} | {row['level']} | {row['what']} | {row['state']} | {evidence} |"
        f" {row['note']} |"
    )


def _paths(row: dict[str, str]) -> list[str]:
    return row["evidence"].split()


def terms() -> list[tuple[str, str, str]]:
    """Term, its place in the code, and its meaning, as docs/glossary.md has them."""
    rows = TERMS.read_text(encoding="utf-8").splitlines()
    cells = [row.strip("| ").split(" | ") for row in rows if row.startswith("| ")][1:]
    return [(term.strip(), code.strip(), meaning.strip()) for term, code, meaning in cells]


def translations() -> dict[str, dict[str, str]]:
    with TRANSLATIONS.open(encoding="utf-8", newline="") as file:
        return {row["term"]: row for row in csv.DictReader(file)}


def glossary(language: str) -> str:
    title, intro, header, missing = GLOSSARY[language]
    known = translations()
    rows = []
    for term, _code, meaning in terms():
        own = known.get(term, {})
        word, told = own.get(language) or term, own.get(f"{language} meaning") or meaning
        rows.append((word, told, term))
    rows.sort(key=lambda row: row[0].casefold())
    lines = [f"# {title}", ""]
    if language == "ar":
        lines += ['<div dir="rtl" lang="ar" markdown>', ""]
    lines += [intro, ""]
    if len(known.keys() & {term for term, _code, _meaning in terms()}) < len(terms()):
        lines += [missing, ""]
    lines += [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    if language == "ar":
        lines += ["", "</div>"]
    return "\n".join(lines) + "\n"
