"""What one element says, as plain values; what can't be held is told to who asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pycountry
from django.utils.translation import gettext as _

from homeward.actors.records import ActorRecord
from homeward.exchange.iati import kinds
from homeward.exchange.iati.nodes import LANG, Node, narratives
from homeward.exchange.readers import iati_codes as codes

CENT = Decimal("0.01")
SHARE = Decimal("0.0001")
LARGEST = Decimal(10) ** 16
ALL = Decimal(100)
CURRENCY = re.compile(r"[A-Z]{3}")
# Agency and number: XM-DAC-41121. A lone dash, which some write for "none", is no identifier.
IDENTIFIER = re.compile(r"[A-Za-z]{2}[\w-]*-[^\s-]\S*")
NAME, PLACE, SAID = 500, 255, 500
COUNTRIES = frozenset(country.alpha_2 for country in pycountry.countries)


@dataclass(frozen=True)
class Trouble:
    """A fault keeps the whole activity out; a note tells what stays in the published text alone."""

    is_fault: bool
    line: int | None
    path: str
    text: str


@dataclass(frozen=True)
class Values:
    """The activity's defaults, and where troubles go."""

    language: str
    currency: str
    publisher: str
    tell: Callable[[Trouble], None]

    def fault(self, node: Node, path: str, text: str) -> None:
        self.tell(Trouble(True, node.line, path, text))

    def note(self, node: Node, path: str, text: str) -> None:
        self.tell(Trouble(False, node.line, path, text))

    def words(self, node: Node | None, most: int = 0) -> str:
        """What it says in the activity's language, or in the first there is."""
        said = narratives(node, self.language)
        text = said.get(self.language) or next(iter(said.values()), "")
        return text[:most] if most else text

    def share(self, node: Node, path: str) -> Decimal | None:
        text = node.get("percentage")
        if not text:
            return None
        share = Decimal(text).quantize(SHARE, ROUND_HALF_UP) if len(text) < PLACE else ALL + 1
        if not 0 <= share <= ALL:
            self.fault(node, f"{path}/@percentage", _("A share lies between 0 and 100."))
            return None
        return share

    def amount(self, node: Node, path: str) -> Decimal | None:
        """`node` holds the element value; cents are rounded, the published text stays."""
        value = node.first("value")
        text = value.text.strip() if value else ""
        # More digits than this hold no sum of money, and cost time to reckon with.
        amount = Decimal(text) if 0 < len(text) < PLACE else LARGEST
        if abs(amount) >= LARGEST:
            self.fault(value or node, f"{path}/value", _("The amount is too large to be one."))
            return None
        return amount.quantize(CENT, ROUND_HALF_UP)

    def currency_of(self, node: Node, path: str) -> str:
        value = node.first("value") or node
        code = (value.get("currency") or self.currency).upper()
        if not CURRENCY.fullmatch(code):
            text = _("No currency is named, here or for the whole activity.")
            self.fault(value, f"{path}/value/@currency", text)
        return code

    def country(self, node: Node, path: str) -> str:
        code = node.get("code").upper()
        if code in COUNTRIES:
            return code
        known = {"code": code[:20]}
        text = _("“%(code)s” is no country of ISO 3166-1; it is kept as a text.") % known
        self.note(node, path, text)
        return ""

    def actor(self, node: Node | None) -> ActorRecord | None:
        """Who is named; None where nobody is."""
        if node is None:
            return None
        ref = node.get("ref")
        actor = ActorRecord(
            name=self.words(node, SAID),
            identifier=ref if IDENTIFIER.fullmatch(ref) and len(ref) <= 120 else "",  # noqa: PLR2004
            kind=codes.ACTORS.get(node.get("type"), ""),
        )
        return actor if actor.is_named else None


def day(node: Node | None) -> date | None:
    return kinds.day(node.get("iso-date")) if node else None


def values_of(activity: Node, tell: Callable[[Trouble], None]) -> Values:
    publisher = activity.first("reporting-org")
    return Values(
        language=(activity.get(LANG) or "en")[:10],
        currency=activity.get("default-currency"),
        publisher=publisher.get("ref") if publisher else "",
        tell=tell,
    )
