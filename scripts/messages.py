"""The translations, without the system's gettext.

    messages.py extract            all texts of the source, as a PO template
    messages.py update             brings them into the catalogs; what is translated stays
    messages.py compile            .po to .mo
    messages.py check              fails, with a list, on anything missing or faulty
    messages.py missing LANGUAGE   what is to be translated, as JSON
    messages.py apply LANGUAGE FILE.json

The JSON maps a text to its translation, or to the list of its plural forms; a text with a context
stands as "context|text" after the separator of gettext, \\u0004.
"""

import json
import re
import sys
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import TranslatorCommentWarning, templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "homeward"
LOCALES = SOURCE / "locale"
LANGUAGES = ("fr", "ar")
# As Django's own catalogs have them; Babel's come from CLDR and differ in French.
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 && n%100<=99 ? 4 : 5;",
}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")
SEPARATOR = "\x04"
# A date of its own would change each file at each run.
DATED = datetime(2026, 1, 1, tzinfo=UTC)


def source_files() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*")):
        if {"tests", "migrations", "node_modules", "static"}.isdisjoint(path.parts) and (
            path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts)
        ):
            yield path


def as_python(path: Path) -> bytes:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TranslatorCommentWarning)
        code = templatize(text, origin=str(path))
    # What is left of the page between the calls has an indentation that means nothing.
    return "\n".join(line.strip() for line in code.split("\n")).encode()


def template() -> Catalog:
    catalog = Catalog(project="Homeward", charset="utf-8", creation_date=DATED)
    for path in source_files():
        found = extract(
            "python", BytesIO(as_python(path)), keywords=KEYWORDS, comment_tags=("Translators:",)
        )
        where = path.relative_to(SOURCE.parent.parent).as_posix()
        for line, text, comments, context in found:
            if isinstance(text, tuple) and len(set(text)) == 1:
                text = text[0]  # noqa: PLW2901
            catalog.add(text, locations=[(where, line)], auto_comments=comments, context=context)
    return catalog


def po_file(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = po_file(language)
    if not path.exists():
        empty = f'msgid ""\nmsgstr ""\n"Plural-Forms: {PLURALS[language]}\\n"\n'
        return read_po(BytesIO(empty.encode()), locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(language: str, catalog: Catalog) -> None:
    catalog.project, catalog.version = "Homeward", "1"
    catalog.msgid_bugs_address = catalog.last_translator = ""
    catalog.creation_date = catalog.revision_date = DATED
    catalog.fuzzy = False
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False
        )


def update(*languages: str) -> None:
    texts = template()
    for language in languages or LANGUAGES:
        catalog = read(language)
        catalog.update(texts, no_fuzzy_matching=True, update_creation_date=False)
        write(language, catalog)
    compile_all()


def compile_all() -> None:
    for path in LOCALES.glob("*/LC_MESSAGES/django.po"):
        with path.open("rb") as po, path.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po, locale=path.parent.parent.name))


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message | None) -> list[str]:
    if message is None:
        return []
    return [message.string] if isinstance(message.string, str) else list(message.string)


def fault(wanted: Message, found: Message | None, plurals: int) -> str:
    """What is wrong with one translation; empty when it will do."""
    needed = plurals if wanted.pluralizable else 1
    translated = forms(found)
    if found is None or len(translated) < needed or not all(translated):
        return "not translated"
    if found.fuzzy:
        return "fuzzy"
    ids = [wanted.id] if isinstance(wanted.id, str) else list(wanted.id)
    allowed = {name for text in ids for name in PLACEHOLDER.findall(text)}
    for number, text in enumerate(translated):
        given = set(PLACEHOLDER.findall(text))
        # A form for one or for two may say the number in a word; the last one can't.
        whole = given == allowed or (wanted.pluralizable and number < needed - 1)
        if not whole or not given <= allowed:
            return f"placeholders {sorted(given)} instead of {sorted(allowed)}"
    return ""


def faults(language: str) -> list[tuple[Message, str]]:
    catalog = read(language)
    plurals = catalog.num_plurals
    pairs = (
        (wanted, fault(wanted, catalog.get(singular(wanted), wanted.context), plurals))
        for wanted in template()
        if wanted.id
    )
    return [(wanted, words) for wanted, words in pairs if words]


def check() -> int:
    found = [(language, *pair) for language in LANGUAGES for pair in faults(language)]
    for language, message, words in found:
        where = ", ".join(sorted({place for place, _ in message.locations}))
        print(f"{language}: {singular(message)!r}: {words} ({where})")
    total = sum(1 for message in template() if message.id)
    print(f"{total} texts, {len(LANGUAGES)} translations, {len(found)} faults")
    return 1 if found else 0


def key(message: Message) -> str:
    text = singular(message)
    return f"{message.context}{SEPARATOR}{text}" if message.context else text


def missing(language: str) -> None:
    plurals = read(language).num_plurals
    wanted = {
        key(message): {"plural": message.id[1], "forms": [""] * plurals}
        if message.pluralizable
        else ""
        for message, _ in faults(language)
    }
    json.dump(wanted, sys.stdout, ensure_ascii=False, indent=1)
    print()


def apply(language: str, file: str) -> None:
    update(language)
    catalog = read(language)
    unknown = []
    for text, given in json.loads(Path(file).read_text(encoding="utf-8")).items():
        context, _, msgid = text.rpartition(SEPARATOR)
        message = catalog.get(msgid, context or None)
        if message is None:
            unknown.append(text)
            continue
        translated = given["forms"] if isinstance(given, dict) else given
        message.string = tuple(translated) if message.pluralizable else translated
        message.flags.discard("fuzzy")
    write(language, catalog)
    compile_all()
    for text in unknown:
        print(f"not in the source: {text!r}")


def main(verb: str = "", *words: str) -> int:
    if verb == "extract":
        write_po(sys.stdout.buffer, template(), sort_output=True)
    elif verb == "update":
        update()
    elif verb == "compile":
        compile_all()
    elif verb == "check":
        return check()
    elif verb == "missing" and len(words) == 1:
        missing(*words)
    elif verb == "apply" and len(words) == 2:
        apply(*words)
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
