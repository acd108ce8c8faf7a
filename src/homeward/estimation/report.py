"""Everything that is asked of one study, in its order. The same study and seed: the same report."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from homeward.estimation import balance, estimates, findings, pairs, propensity, resampling
from homeward.estimation.estimates import Estimate
from homeward.estimation.sensitivity import Bound, EValue, e_value, rosenbaum
from homeward.estimation.studies import Floats, NotPossible, Study

# Raised with every change that may alter a number: results are kept with it.
METHOD_VERSION = "1"
SEED = 20180716
MAIN = ("aipw_att", "ipw_att", "regression", "difference")


@dataclass(frozen=True)
class Report:
    """All of one study. `no_propensity` is the code of why the chances could not be fitted."""

    study: Study
    randomised: bool
    seed: int
    draws: int
    difference: Estimate
    adjusted: list[Estimate]
    before: list[balance.Line]
    after: dict[str, list[balance.Line]]
    sizes: dict[str, float]
    scores: Floats | None
    overlap: propensity.Overlap | None
    no_propensity: str
    e_value: EValue | None
    bounds: list[Bound]

    @property
    def estimates(self) -> list[Estimate]:
        return [self.difference, *self.adjusted]

    @property
    def main(self) -> Estimate:
        """The figure that the reading speaks of: fixed beforehand, never chosen by its answer."""
        if self.randomised:
            return self.difference
        there = {e.method: e for e in self.estimates if e.is_there}
        return next((there[method] for method in MAIN if method in there), self.difference)

    @property
    def unbalanced_after(self) -> list[str]:
        """Under the weights that the main figure stands on."""
        return balance.unbalanced(self.after.get("ipw_att", []))

    @property
    def findings(self) -> list[findings.Finding]:
        return findings.all_of(self)


def of(study: Study, *, randomised: bool = False, seed: int = SEED, draws: int = 0) -> Report:
    """Estimates the study in each way. `draws` > 0 adds intervals by drawing people again."""
    first = estimates.tried("difference", "difference", lambda: estimates.difference(study))
    if draws:
        first = _drawn(study, first, _plain, seed, draws)
    report = Report(
        study, randomised, seed, draws, first,
        [estimates.tried("regression", "ATE", lambda: estimates.regression(study))]
        if study.names else [],
        balance.table(study), {}, {}, None, None, "", None, [],
    )  # fmt: skip
    try:
        chance = propensity.fit(study)
    except NotPossible as error:
        return replace(report, no_propensity=error.code, e_value=_doubt(report))
    report = _compared(report, chance)
    return replace(report, e_value=_doubt(report))


def _doubt(report: Report) -> EValue | None:
    return e_value(report.main, float(report.study.outcome.std(ddof=1)))


def _compared(report: Report, chance: propensity.Propensity) -> Report:
    study = report.study
    made: dict[str, pairs.Pairs] = {}
    after = {"ipw_att": estimates.weights_att(study, chance)}
    inside = estimates.weights_ate(study, chance)
    if min(inside[study.treated].sum(), inside[~study.treated].sum()) > 0:
        after["ipw_ate"] = inside
    for method, again in (("match_replace", True), ("match_pairs", False)):
        try:
            made[method] = pairs.match(study, chance, replace=again)
            after[method] = made[method].weights(study.n)
        except NotPossible:
            continue
    found = [*report.adjusted, *_matched(study, made), *_weighted(study, chance)]
    if report.draws:
        found = [
            _drawn(study, e, _robust, report.seed, report.draws) if e.method == "aipw_att" else e
            for e in found
        ]
    one = made.get("match_pairs")
    return replace(
        report,
        adjusted=found,
        after={method: balance.table(study, weights) for method, weights in after.items()},
        sizes={m: balance.effective_size(w[~study.treated]) for m, w in after.items()},
        scores=chance.score,
        overlap=propensity.overlap(study, chance),
        bounds=rosenbaum(study.outcome[one.treated] - study.outcome[one.control]) if one else [],
    )


def _matched(study: Study, made: dict[str, pairs.Pairs]) -> list[Estimate]:
    return [
        estimates.tried(method, "ATT", lambda m=method: pairs.estimate(study, made[m]))  # type: ignore[misc]
        if method in made
        else Estimate(method, "ATT", why="nobody_alike")
        for method in ("match_replace", "match_pairs")
    ]


def _weighted(study: Study, chance: propensity.Propensity) -> list[Estimate]:
    ways: list[tuple[str, str, Callable[[Study, propensity.Propensity], Estimate]]] = [
        ("ipw_att", "ATT", estimates.weighted_att),
        ("ipw_ate", "ATE", estimates.weighted_ate),
        ("aipw_att", "ATT", estimates.robust_att),
        ("aipw_ate", "ATE", estimates.robust_ate),
    ]
    return [
        estimates.tried(method, target, lambda w=way: w(study, chance))  # type: ignore[misc]
        for method, target, way in ways
    ]


def _plain(study: Study) -> float:
    return float(study.outcome[study.treated].mean() - study.outcome[~study.treated].mean())


def _robust(study: Study) -> float:
    return estimates.robust_att_parts(study, propensity.fit(study))[0]


def _drawn(
    study: Study, estimate: Estimate, ask: Callable[[Study], float], seed: int, draws: int
) -> Estimate:
    """The estimate with the interval of people drawn again in place of the sandwich's."""
    if not estimate.is_there:
        return estimate
    try:
        low, high = resampling.percentile(study, ask, draws=draws, seed=seed)
    except NotPossible as error:
        return replace(estimate, why=error.code)
    return replace(estimate, low=low, high=high)


def as_dict(report: Report) -> dict[str, Any]:
    """All numbers of a report, for JSON and to be kept: two runs can be held against each other."""
    study = report.study
    return {
        "method_version": METHOD_VERSION,
        "outcome": study.outcome_name,
        "treatment": study.treatment_name,
        "covariates": list(study.asked),
        "randomised": report.randomised,
        "seed": report.seed,
        "draws": report.draws,
        "people": study.n,
        "treated": study.n_treated,
        "controls": study.n_controls,
        "left_out": study.left_out,
        "estimates": [vars(e) for e in report.estimates],
        "main": report.main.method,
        "may_be_an_effect": findings.may_be_an_effect(report),
        "balance": {
            "before": [vars(line) for line in report.before],
            **{method: [vars(line) for line in lines] for method, lines in report.after.items()},
        },
        "effective_controls": report.sizes,
        "overlap": vars(report.overlap) if report.overlap else None,
        "no_propensity": report.no_propensity,
        "e_value": vars(report.e_value) if report.e_value else None,
        "rosenbaum": [vars(bound) for bound in report.bounds],
        "findings": [
            {"kind": f.kind.value, "code": f.code, "values": dict(f.values)}
            for f in report.findings
        ],
    }
