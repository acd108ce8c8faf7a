import pytest

from homeward.surveys.means import Mean, mean_of, median_of, t_quantile


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(4, 2.776), (9, 2.262), (19, 2.093), (60, 2.000), (1000, 1.962)]
)
def test_student_s_quantile_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert t_quantile(freedom) == pytest.approx(quantile, rel=0.002)


def test_a_mean_has_its_interval() -> None:
    found = mean_of([0.2, 0.4, 0.6, 0.8, 1.0])
    assert (found.n, found.mean) == (5, pytest.approx(0.6))
    assert found.low == pytest.approx(0.2074, abs=0.001)
    assert found.high == pytest.approx(0.9926, abs=0.001)


def test_too_few_values_have_no_interval() -> None:
    assert mean_of([]) == Mean(0)
    assert mean_of([0.5]) == Mean(1, 0.5)


def test_the_median_is_in_the_middle() -> None:
    assert [median_of([]), median_of([5, 1, 9]), median_of([1, 2, 4, 100])] == [None, 5.0, 3.0]
