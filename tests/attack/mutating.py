"""A form's values made wrong: one or two fields at a time, so that the others let it through."""

import random
from dataclasses import dataclass, field
from uuid import UUID

Pairs = list[tuple[str, str]]

# Fields that a browser sends by itself; CSRF is tried apart.
KEPT = {"csrfmiddlewaretoken"}
NOWHERE = str(UUID(int=7))
HOSTILE = (
    "", " ", "0", "-1", "1", "²", "٣", "9" * 30, "9" * 5_000, "1e999", "NaN", "Infinity", "-0.00",
    "0.005", "99999999999.99", "null", "None", "true", "[]", "{}", '{"a":', "[" * 3_000,
    "9999-12-31", "0000-00-00", "0001-01-01", "10000-01-01", "2026-02-30", "2026-13-01T25:61",
    "' or '1'='1", "'; drop table persons_person; --", "%' --", "\\", "${7*7}", "{{7*7}}",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)",
    "http://127.0.0.1:9/", "//evil.example/", "https://evil.example/", "file:///etc/passwd",
    "../../../etc/passwd", "a\r\nSet-Cookie: x=1", "=cmd|' /c calc'!A0", "\x00", "a\x00b",
    "\u202eevil", "\ufdfa" * 50, "\u0300" * 200, "a" * 300, "a" * 20_000, "é" * 5_000, "😀" * 300,
    "Efua", NOWHERE, "GH", "XX", "xx-not-a-code",
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, and what would be sent if nobody typed anything."""

    action: str
    method: str
    fields: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    is_multipart: bool = False

    @property
    def pattern(self) -> tuple[str, ...]:
        return (self.method, *sorted({name for name, _value, _choices in self.fields}))


@dataclass
class Mutator:
    """`ids` are of everybody's rows: most belong to somebody else than who sends them."""

    chance: random.Random
    ids: list[str] = field(default_factory=lambda: [NOWHERE])

    def value(self, choices: tuple[str, ...]) -> str:
        roll = self.chance.random()
        if choices and roll < 0.35:
            return self.chance.choice(choices)
        if roll < 0.55:
            return str(self.chance.choice(self.ids))
        return self.chance.choice(HOSTILE)

    def filled(self, form: Form) -> Pairs:
        """Left as it is, one field wrong, several wrong, one missing, one twice, one too many."""
        pairs = [(name, value or self._plain(choices)) for name, value, choices in form.fields]
        free = [n for n, (name, _value) in enumerate(pairs) if name not in KEPT]
        if not free or self.chance.random() < 0.15:
            return pairs
        for at in self.chance.sample(free, min(len(free), self.chance.choice((1, 1, 1, 2, 4)))):
            pairs[at] = (pairs[at][0], self.value(form.fields[at][2]))
        odd = self.chance.random()
        if odd < 0.08:
            del pairs[self.chance.choice(free)]
        elif odd < 0.14:
            pairs.append((pairs[self.chance.choice(free)][0], self.value(())))
        elif odd < 0.2:
            pairs.append(
                (self.chance.choice(("owner_org", "is_staff", "roles", "next", "by")), "1")
            )
        return pairs

    def _plain(self, choices: tuple[str, ...]) -> str:
        """What somebody who is in a hurry would put."""
        full = [choice for choice in choices if choice]
        if full:
            return self.chance.choice(full)
        return self.chance.choice(("Text", "1", "2026-11-26", "x@example.org"))

    def query(self, path: str, names: tuple[str, ...]) -> str:
        """The address with a question that no link asks."""
        name = self.chance.choice((*names, "q", "page", "next", "programme", "year", "sort", "id"))
        from urllib.parse import urlencode

        mark = "&" if "?" in path else "?"
        return f"{path}{mark}{urlencode({name: self.value(())})}"
