"""Health in each wave, as figures of an organisation's own cases."""

from django.utils import translation

from homeward.core.charts import Chart
from homeward.surveys import actions, health, queries
from homeward.surveys.models import Submission, Wave
from homeward.surveys.tests.conftest import HELD_AT, Cast
from homeward.surveys.tests.sample import SAMPLE


def charts(cast: Cast, as_app, user) -> list[Chart]:
    with as_app(user):
        return health.figures(queries.RSS, reader=user, on=HELD_AT.date())


def told(chart: Chart) -> dict[str, list[object]]:
    return {str(one.label): list(one.values) for one in chart.series}


def test_each_question_about_health_is_counted_by_wave(baseline: Wave, cast: Cast, as_app) -> None:
    assert charts(cast, as_app, cast.interviewer) == []
    with as_app(cast.interviewer):
        answers = SAMPLE | {"health_quality": "unknown"}
        actions.submit(baseline, answers, by=cast.interviewer, at=HELD_AT)
    access, distress, _wish = charts(cast, as_app, cast.interviewer)
    assert [str(one) for one in access.categories] == ["Baseline"]
    said = told(access)
    assert (said["Good"], said["Poor"], said["Answers"], said["No answer"]) == (
        [100], [0], [1], [0],
    )  # fmt: skip
    # Who did not know is beside the answers, and in no share of them.
    assert access.count == "1 answer"
    assert told(distress)["Answers"] == [1]


def test_what_was_mended_counts_once(baseline: Wave, cast: Cast, as_app) -> None:
    with as_app(cast.interviewer):
        actions.submit(baseline, SAMPLE, by=cast.interviewer, at=HELD_AT)
        actions.receive(
            baseline, baseline.instrument_version, SAMPLE | {"health_access": "very_poor"},
            instance_id="uuid:mended", source="browser", by=cast.interviewer, at=HELD_AT,
            deprecates=Submission.objects.get(),
        )  # fmt: skip
    access = charts(cast, as_app, cast.interviewer)[0]
    assert (told(access)["Good"], told(access)["Very poor"]) == ([0], [100])


def test_another_organisation_counts_none_of_them(
    baseline: Wave, cast: Cast, as_app, client_of
) -> None:
    with as_app(cast.interviewer):
        actions.submit(baseline, SAMPLE, by=cast.interviewer, at=HELD_AT)
    assert charts(cast, as_app, cast.outsider) == []
    assert (
        "No survey was held yet"
        in client_of(cast.outsider).get("/surveys/health/").content.decode()
    )
    assert client_of(cast.officer).get("/surveys/health/").status_code == 403
    shown = client_of(cast.interviewer).get("/surveys/health/").content.decode()
    assert "Health in each wave" in shown


def test_an_instrument_is_named_in_the_page_s_language(baseline: Wave) -> None:
    version = baseline.instrument_version
    with translation.override("fr"):
        assert queries.named(version) == "Enquête sur la durabilité de la réintégration"
