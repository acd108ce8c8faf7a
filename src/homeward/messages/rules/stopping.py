"""Words by which somebody ends or begins messages, in the languages that are spoken on the way.

The whole message is the word: "stop the bus at the market" ends nothing. Source of the English
words: CTIA, Short Code Monitoring Handbook 1.7 (STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT);
the others say the same.
"""

import re

from homeward.core.words import fold

STOP = frozenset(
    fold(word)
    for word in (
        "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "opt out", "optout",
        "arrêt", "arret", "arrêter", "arrêtez", "stopper", "désabonner", "désinscrire", "annuler",
        "إيقاف", "ايقاف", "أوقف", "اوقف", "توقف", "قف", "الغاء", "إلغاء", "وقف",
        "parar", "baja", "cancelar", "durdur", "dur", "ndal", "ndalo", "توقف کن", "بس",
    )
)  # fmt: skip
START = frozenset(
    fold(word)
    for word in (
        "start",
        "unstop",
        "subscribe",
        "début",
        "commencer",
        "reprendre",
        "ابدأ",
        "اشتراك",
    )
)


def _said(text: str) -> str:
    kept = re.sub(r"[^\w\s]", " ", fold(text[:200]))
    return " ".join(kept.split())


def is_stop(text: str) -> bool:
    return _said(text) in STOP


def is_start(text: str) -> bool:
    return _said(text) in START
