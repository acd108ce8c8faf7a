"""The job-training experiment of LaLonde (1986), in the sample of Dehejia & Wahba (1999)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from homeward.estimation import extracts, report

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
ASKED = extracts.Asked(
    "re78", "treat", ("age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75")
)


def test_the_experiment_gives_what_is_published_on_every_run(real_data: Find) -> None:
    study = extracts.read(real_data("lalonde/nsw_mixtape.csv"), ASKED)
    made = report.of(study, randomised=True)
    assert (study.n_treated, study.n_controls) == (185, 260)
    # Dehejia & Wahba (1999), Journal of the American Statistical Association 94: 1,794 (633 by
    # pooled variances; 671 where they may differ).
    assert made.main.value == pytest.approx(1794.34, abs=0.005)
    assert made.main.se == pytest.approx(671.0, abs=0.5)
    assert (made.main.low, made.main.high) == pytest.approx((474.01, 3114.67), abs=0.005)
    assert report.as_dict(report.of(study, randomised=True)) == report.as_dict(made)


def test_each_estimate_agrees_with_the_experiment(real_data: Find) -> None:
    made = report.of(extracts.read(real_data("lalonde/nsw_mixtape.csv"), ASKED))
    assert len(made.estimates) == 8
    for found in made.estimates:
        assert found.low is not None
        assert found.high is not None
        assert found.low < 1794.34 < found.high
