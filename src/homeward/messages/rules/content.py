"""What a message may say. Whoever holds the telephone may not be whom it is for.

Placeholders come from a list of five. What somebody writes is looked through for long numbers,
names of the case, and words that tell of the classes of data or of the programme. It is a net with
holes: nobody can list all that gives somebody away; so the page says to ask people to call.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from homeward.core.words import fold
from homeward.messages.choices import Placeholder, Reason
from homeward.messages.rules.parts import parts_of

MOST_PARTS = 6
LONG_NUMBER = 5
SHORTEST_NAME = 3
BRACED = re.compile(r"\{([^{}]*)\}")
# Days and hours are no identifiers: 12.05.2026, 2026-05-12, 14:30, 14h30.
DAYS = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[:h]\d{2}\b")
NUMBER = re.compile(rf"\d(?:[\s().,/\-]{{0,2}}\d){{{LONG_NUMBER - 1},}}")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|info|io|ly|me)\b\S*", re.I)

# Beginnings of words, folded. Short ones stand whole.
TELLING_BEGINNINGS = tuple(
    fold(word)
    for word in (
        # health
        "health", "hospital", "clinic", "doctor", "medic", "medecin", "docteur", "pregnan",
        "enceint", "diagnos", "therap", "psych", "vaccin", "santé", "hôpital", "maladi", "malade",
        "traitement", "patient", "tubercul", "hepatit", "surgery", "chirurg", "disabil", "handicap",
        "مستشف", "طبيب", "دواء", "ادويه", "مرض", "مريض", "حامل", "صحه", "صحي", "علاج", "نفسي",
        # protection
        "traffick", "violen", "abus", "rape", "viol ", "victim", "shelter", "safe house", "threat",
        "menac", "exploit", "torture", "traite ", "refuge ", "عنف", "اغتصاب", "ضحيه", "ضحايا",
        "تهديد", "اتجار", "حمايه", "ماوي",
        # asylum, law
        "asylum", "asile", "refugee", "refugie", "deport", "expuls", "detention", "detain",
        "retention", "removal", "court", "tribunal", "lawyer", "avocat", "police", "prison",
        "convict", "lawsuit", "judge", "juge ", "لجوء", "لاجئ", "ترحيل", "احتجاز", "محكمه", "محام",
        "شرطه", "سجن", "قاض",
        # money
        "payment", "payout", "instalment", "installment", "grant", "allowance", "euro", "dollar",
        "paiement", "versement", "allocation", "subvention", "bank", "banque", "مبلغ", "دفعه",
        "منحه", "بنك", "يورو", "دولار",
        # programme
        "reintegrat", "réintégration", "repatriat", "rapatri", "returnee", "migrant", "migrat",
        "voluntary return", "retour volontaire", "عوده طوعيه", "اعاده ادماج", "مهاجر", "هجره",
    )
)  # fmt: skip
TELLING_WHOLE = frozenset(
    fold(word)
    for word in (
        "hiv", "aids", "sida", "vih", "tb", "iom", "oim", "unhcr", "hcr", "frontex", "avrr", "ofii",
        "sgbv", "rape", "viol", "refuge", "traite", "returnees", "إيدز", "ايدز",
    )
)  # fmt: skip
ARABIC_LEAD = re.compile(r"^(?:[وفبكل]?ال|لل|[وفبكل])(?=\w{3})")


@dataclass(frozen=True)
class Words:
    """Names of the persons of the case, as they are written, and our own site's address."""

    names: Collection[str] = ()
    own_site: str = ""


def placeholders(text: str) -> list[str]:
    return BRACED.findall(text)


def reasons_not_to_write(text: str) -> list[Reason]:
    """Of a text that is filled in later: a template."""
    found = placeholders(text)
    bare = BRACED.sub(" ", text)
    checks = [
        (set(found) <= set(Placeholder.values), Reason.UNKNOWN_PLACEHOLDER),
        ("{" not in bare and "}" not in bare, Reason.BRACES),
    ]
    return [
        *[reason for holds, reason in checks if not holds],
        *reasons_not_to_say(bare if bare.strip() else "", Words()),
    ]


def reasons_not_to_say(text: str, words: Words) -> list[Reason]:
    """Of what somebody wrote themselves; every reason at once."""
    bare = text.replace(words.own_site, " ") if words.own_site else text
    said = fold(bare)
    checks = [
        (bool(text.strip()), Reason.EMPTY),
        (not ADDRESS.search(bare), Reason.STRANGE_LINK),
        (not NUMBER.search(DAYS.sub(" ", said)), Reason.NUMBER),
        (not _named(said, words.names), Reason.NAME),
        (not _tells(said), Reason.TELLING_WORD),
        (parts_of(text).count <= MOST_PARTS, Reason.TOO_LONG),
    ]
    return [reason for holds, reason in checks if not holds]


def _named(said: str, names: Collection[str]) -> bool:
    spoken = {_bare(word) for word in re.findall(r"\w+", said)}
    own = {_bare(part) for name in names for part in re.findall(r"\w+", fold(name))}
    return any(len(part) >= SHORTEST_NAME and part in spoken for part in own)


def _bare(word: str) -> str:
    return ARABIC_LEAD.sub("", word)


def _tells(said: str) -> bool:
    spaced = " ".join(re.findall(r"\w+", said)) + " "
    words = {form for word in spaced.split() for form in (word, _bare(word))}
    if words & TELLING_WHOLE:
        return True
    bared = " ".join(_bare(word) for word in spaced.split()) + " "
    return any(
        f" {begin}" in f" {text}" for text in (spaced, bared) for begin in TELLING_BEGINNINGS
    )


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in; one without a value leaves nothing behind."""
    said = BRACED.sub(lambda found: values.get(found[1], ""), text)
    return re.sub(r"[ \t]{2,}", " ", said).strip()
