"""The ranking of `homeward.matching.ranking` as one query of DuckDB, with the same arithmetic."""

from typing import Any

import duckdb
import numpy as np

from homeward.matching.columns import Offers
from homeward.matching.globe import EARTH_KM
from homeward.matching.sides import PARTS, Person, Weights

QUERY = """
with hits as (
    select offer, sum(case relation when 0 then {essential} when 1 then {optional}
                      else {taught} end) as worth
    from skills
    where (relation < 2 and skill in (select skill from held_{at}))
       or (relation = 2 and skill in (select skill from wanted_{at}))
    group by offer),
answered as (
    select o.*, n.near, n.years, coalesce(n.wished, false) as wished, coalesce(h.worth, 0) as worth,
        list_extract($answers, o.criterion_1 + 1) as a1,
        list_extract($answers, o.criterion_2 + 1) as a2,
        list_extract($answers, o.criterion_3 + 1) as a3,
        2 * {earth} * asin(sqrt(least(
            pow(sin((radians(latitude) - radians($latitude)) / 2), 2)
            + cos(radians(latitude)) * cos(radians($latitude))
            * pow(sin(radians(longitude - $longitude) / 2), 2), 1.0))) as km,
        case when before_departure = 1 then $today else greatest($from_day, $today) end as begins,
        case when ends > 0 then ends else starts + {horizon} - 1 end as last
    from offers o
    left join occupations_{at} n on n.occupation = o.occupation
    left join hits h on h.offer = o.position),
fits as (
    select *,
        (criterion_1 > 0)::int + (criterion_2 > 0)::int + (criterion_3 > 0)::int as asked,
        case when criterion_1 = 0 then 0 when a1 = 1 then 1 when a1 = 0 then 0.5 else 0 end
        + case when criterion_2 = 0 then 0 when a2 = 1 then 1 when a2 = 0 then 0.5 else 0 end
        + case when criterion_3 = 0 then 0 when a3 = 1 then 1 when a3 = 0 then 0.5 else 0 end
            as points,
        greatest(least(last, $until_day) - greatest(starts, begins) + 1, 0) as both_days
    from answered
    where not (criterion_1 > 0 and a1 = -1) and not (criterion_2 > 0 and a2 = -1)
      and not (criterion_3 > 0 and a3 = -1)
      and places <> 0
      and not (apply_by > 0 and apply_by < $today)
      and not (ends > 0 and ends < begins)
      and not (starts > 0 and starts > $until_day)
      and ($most_km is null or km is null or km <= $most_km)
      and (needs = 0 or needs & $needs <> 0)
      and intensity <= $most_intensity)
select key,
    {criteria} * case when asked = 0 then 1.0 else points / asked end
    + {skills} * case when skill_weight = 0 then 0.5 else least(worth / skill_weight, 1.0) end
    + {occupation} * case when occupation < 0 then 0.5 else near *
        case when years_asked is null or years_asked <= 0 then 1.0
             when years is null then 0.5 else least(years / years_asked, 1.0) end end
    + {needs} * case when needs = 0 then 0.5
        else bit_count(needs & $needs) / bit_count($needs)::double end
    + {distance} * case when km is null then 0.5
        else greatest(least(1.0 - km / {reach}, 1.0), 0.0) end
    + {dates} * case when starts = 0 then 0.5
        else least(both_days / greatest(last - starts + 1, 1)::double, 1.0) end
    + {places} * case when places < 0 then 0.5 else 1.0 end
    + {language} * case when languages = 0 then 0.5
        when languages & $languages <> 0 then 1.0 else 0.0 end
    + {money} * (
        case when wage is null or currency <> $currency or currency = 0 then 0.5
             else least(wage / $least_wage, 1.0) end
        + case when cost is null then 0.5 when cost = 0 then 1.0 else 0.0 end) / 2
    + {wishes} * (
        case when list_extract($kinds, kind + 1) then 1.0 else 0.0 end
        + case when hours is null then 0.5 when hours <= $most_hours then 1.0 else 0.0 end
        + case child_care when -1 then 0.5 when 1 then 1.0 else 0.0 end
        + case transport when 0 then 0.5 when 1 then 1.0 else 0.0 end
        + case when intensity = 0 then 0.5 else 1.0 end
        + case when area = 0 then 0.5 when list_extract($areas, area + 1) then 1.0 else 0.0 end
        + case when occupation < 0 then 0.5 when wished then 1.0 else 0.0 end) / 7
    as score
from fits order by round(score, 9) desc, key limit $most
"""


class Duck:
    """The offers in DuckDB's own tables, with what an index may know beforehand precomputed."""

    def __init__(self, offers: Offers, weights: Weights, people: list[Person]) -> None:
        self.base = duckdb.connect()
        kept = {
            name: getattr(offers, name)
            for name in (
                "key", "kind", "occupation", "years_asked", "latitude", "longitude", "area",
                "transport", "child_care", "before_departure", "intensity", "hours", "starts",
                "ends", "apply_by", "wage", "cost", "currency", "places",
            )
        }  # fmt: skip
        for at in range(3):
            kept[f"criterion_{at + 1}"] = np.ascontiguousarray(offers.criteria[:, at])
        kept |= {name: getattr(offers, name).astype(np.int64) for name in ("languages", "needs")}
        kept["position"] = np.arange(len(offers))
        worth = np.array([weights.essential, weights.optional, weights.taught])
        kept["skill_weight"] = np.bincount(
            offers.skill_offer, weights=worth[offers.relation], minlength=len(offers)
        )
        self._table("offers", kept)
        self._table(
            "skills",
            {"offer": offers.skill_offer, "skill": offers.skill, "relation": offers.relation},
        )
        self.people = people
        self.queries = [self._prepare(at, person, weights) for at, person in enumerate(people)]

    def _table(self, name: str, columns: dict[str, Any]) -> None:
        """As a table of its own: not a number is unknown, as SQL has it."""
        self.base.register("given", columns)
        parts = ", ".join(
            f'nullif({column}, \'nan\'::double) as "{column}"'
            if values.dtype == np.float64 else f'"{column}"'
            for column, values in columns.items()
        )  # fmt: skip
        self.base.execute(f"create or replace table {name} as select {parts} from given")
        self.base.unregister("given")

    def _prepare(self, at: int, person: Person, weights: Weights) -> str:
        """A person's own tables and query; not counted, while the engine's preparation is."""
        self._table(f"held_{at}", {"skill": np.unique(person.held)})
        self._table(f"wanted_{at}", {"skill": np.unique(person.wanted)})
        self._table(
            f"occupations_{at}",
            {
                "occupation": np.arange(len(person.near)), "near": person.near,
                "years": person.years, "wished": person.occupations,
            },
        )  # fmt: skip
        return QUERY.format(
            **{name: weights.parts[name] for name in PARTS}, at=at,
            essential=weights.essential, optional=weights.optional, taught=weights.taught,
            earth=EARTH_KM, reach=weights.reach_km, horizon=weights.horizon_days,
        )  # fmt: skip

    def ask(self, at: int, most: int) -> list[tuple[int, float]]:
        person = self.people[at]
        limit = None if np.isnan(person.most_km) else person.most_km
        return self.base.execute(self.queries[at], {
            "answers": person.answers.tolist(), "latitude": person.latitude,
            "longitude": person.longitude, "today": person.today, "from_day": person.from_day,
            "until_day": person.until_day, "most_km": limit, "needs": person.needs,
            "languages": person.languages, "currency": person.currency,
            "least_wage": person.least_wage, "kinds": person.kinds.tolist(),
            "areas": person.areas.tolist(), "most_hours": person.most_hours,
            "most_intensity": person.most_intensity, "most": most,
        }).fetchall()  # fmt: skip
