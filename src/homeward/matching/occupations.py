"""How near occupations are to what a person has done."""

from collections.abc import Iterable

import numpy as np

from homeward.matching.columns import Floats, Ints, Postings

# The same unit group of ISCO-08, minor group, sub-major group: four, three, two digits shared.
# ISCO-08 groups by the similarity of tasks and skills (ILO, ISCO-08 volume 1, 2012, part 1); the
# figures are our own choice, not measured.
BY_DIGITS = {4: 0.8, 3: 0.6, 2: 0.3}
NEAR = 0.6


class Occupations:
    """o occupations, made once.

    group       (o,) int64   the four digits of ISCO-08 as a number, "7531" is 7531
    occupation, skill (m,) int64  the essential skills of each: positions and numbers of skills
    """

    def __init__(self, group: Ints, occupation: Ints, skill: Ints) -> None:
        self.size = len(group)
        self.group = group
        self.shared = [
            (group // 10 ** (4 - digits), value) for digits, value in sorted(BY_DIGITS.items())
        ]
        self.by_skill = Postings.of(skill, occupation, int(skill.max(initial=-1)) + 1)
        self.by_occupation = Postings.of(occupation, skill, self.size)
        self.number = np.diff(self.by_occupation.starts).astype(np.float64)

    def nearness(self, held: int) -> Floats:
        """(o,) float64 in [0, 1]: how near each occupation is to one that was held.

        1 for the same; else the greater of what the shared ISCO group gives and the share of
        essential skills in common (P. Jaccard, The distribution of the flora in the alpine zone,
        New Phytologist 11, 1912: common ones over all that either has). Raises IndexError where
        `held` is no position.
        """
        near = np.zeros(self.size)
        for group, value in self.shared:
            near[group == group[held]] = value
        own = self.by_occupation.span(held)
        if len(own):
            common = np.bincount(self.by_skill.gather(own)[0], minlength=self.size)
            either = self.number + self.number[held] - common
            np.maximum(near, common / np.maximum(either, 1), out=near)
        near[held] = 1.0
        return near

    def of_person(self, held: Iterable[tuple[int, float]]) -> tuple[Floats, Floats]:
        """Nearness to the nearest occupation held, and years that count for each.

        held: positions with years of practice, nan unknown. Gives two (o,) float64: nearness, and
        the most years times nearness, nan where no years are known. Both are empty where nothing
        is held.
        """
        pairs = list(held)
        if not pairs:
            return np.zeros(0), np.zeros(0)
        near, years = np.zeros(self.size), np.full(self.size, np.nan)
        for position, practised in pairs:
            one = self.nearness(position)
            np.maximum(near, one, out=near)
            if not np.isnan(practised):
                np.fmax(years, one * practised, out=years)
        return near, years
