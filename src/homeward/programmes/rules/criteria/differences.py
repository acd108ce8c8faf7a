"""What changed from one version of criteria to the next, criterion by criterion."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from homeward.programmes.rules.criteria.nodes import Criterion, Leaf, leaves
from homeward.programmes.rules.criteria.rendering import Names, phrase


@dataclass(frozen=True)
class Difference:
    """One leaf that came, went or changed; both None where only the way they are joined did."""

    before: Leaf | None
    after: Leaf | None

    def in_words(self, names: Names | None = None) -> str:
        if self.before and self.after:
            return _("Changed: %(before)s. Now: %(after)s.") % {
                "before": phrase(self.before, names=names),
                "after": phrase(self.after, names=names),
            }
        if self.after:
            return _("New: %(what)s.") % {"what": phrase(self.after, names=names)}
        if self.before:
            return _("No longer asked: %(what)s.") % {"what": phrase(self.before, names=names)}
        return _("The same criteria, joined in another way.")


def differences(old: Criterion, new: Criterion) -> list[Difference]:
    """In the reading order of the new version, what is gone last. Empty: nothing changed."""
    if old == new:
        return []
    before, after = (Counter(leaf for _at, leaf in leaves(c)) for c in (old, new))
    gone, come = list((before - after).elements()), list((after - before).elements())
    found: list[Difference] = []
    for leaf in come:
        twin = next((g for g in gone if g.kind == leaf.kind), None)
        if twin is not None:
            gone.remove(twin)
        found.append(Difference(twin, leaf))
    found += [Difference(leaf, None) for leaf in gone]
    return found or [Difference(None, None)]
