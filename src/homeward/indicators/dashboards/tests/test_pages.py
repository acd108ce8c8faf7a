from collections.abc import Callable
from datetime import date
from typing import Any

from homeward.indicators.choices import PeriodKind
from homeward.indicators.dashboards.choices import Part
from homeward.indicators.dashboards.models import DonorReport, Logframe, Measure, Result
from homeward.indicators.dashboards.tests.conftest import Y2025, Board
from homeward.indicators.models import Definition, Indicator
from homeward.places.models import Area

AsApp = Callable[..., Any]
ClientOf = Callable[..., Any]


def page(client: Any, path: str, status: int = 200) -> str:
    answered = client.get(path)
    assert answered.status_code == status, answered.content[:500]
    return " ".join(answered.content.decode().split())


def test_every_party_reads_the_same_figures(board: Board, client_of: ClientOf) -> None:
    board.computed()
    readers = [board.manager, board.outsider, board.evaluator, board.cast.finance,
               board.cast.trainer]  # fmt: skip
    path = f"/dashboards/?programme={board.cast.programme.pk}&by=programme"
    told = [page(client_of(one), path) for one in readers]
    for text in told:
        assert "Ways home" in text
        assert "<bdi>60\u202f%</bdi>" in text or "<bdi>60 %</bdi>" in text
        assert '<td class="num" data-v="60.0">60</td>' in text


def test_a_small_figure_is_neither_told_nor_drawn(board: Board, client_of: ClientOf) -> None:
    board.computed()
    text = page(client_of(board.manager), "/dashboards/?sex=female")
    assert "<bdi>&lt;10</bdi>" in text
    assert "50 %" not in text
    sheet = client_of(board.manager).get("/dashboards/sheet/?sex=female")
    assert sheet.status_code == 200


def test_filters_stay_in_the_address_and_in_the_links(board: Board, client_of: ClientOf) -> None:
    board.computed()
    asked = f"programme={board.cast.programme.pk}&period=year/2025-01-01"
    text = page(client_of(board.manager), f"/dashboards/?{asked}")
    assert '<option value="year/2025-01-01" selected>2025</option>' in text
    assert "period=year%2F2025-01-01&amp;show=tests-share" in text
    assert "<bdi>70 %</bdi>" in text


def test_what_is_told_apart_too_finely_says_so(board: Board, client_of: ClientOf) -> None:
    board.computed()
    text = page(client_of(board.manager), "/dashboards/?programme=1&area=2&sex=female")
    assert "Figures are not told apart this finely" in text


def test_before_anything_is_computed_it_says_so(board: Board, client_of: ClientOf) -> None:
    assert "No figure is computed yet" in page(client_of(board.manager), "/dashboards/")


def test_what_is_behind_its_target_is_the_next_step(board: Board, client_of: ClientOf) -> None:
    board.computed()
    board.target("0.9")
    text = page(client_of(board.manager), "/dashboards/")
    assert "Answer why: Delivered in time" in text
    first = page(client_of(board.evaluator), "/dashboards/behind/")
    assert "In Ways home it is behind its target." in first
    assert "Programme document, annex 1" in first


def test_a_map_and_its_table_show_the_areas(board: Board, client_of: ClientOf) -> None:
    board.computed()
    for number, name in enumerate(("Ashanti", "Volta"), start=1):
        area = Area.objects.create(country_id="GH", name=name, latitude=6 + number, longitude=-1)
        board.figure(0.2 + 0.2 * number, cut="area", area=area)
    text = page(client_of(board.manager), "/dashboards/")
    assert "by area of return" in text
    assert 'data-map="map-data"' in text
    assert "Ashanti</a></th>" in text
    assert "40 % to 45 %" in text


def test_scores_run_over_waves_in_small_multiples(board: Board, client_of: ClientOf) -> None:
    indicator = Indicator.objects.create(code="tests-score", name="Composite", direction="higher")
    score = Definition.objects.create(
        indicator=indicator, version=1, status="published", source="scores", unit="interview",
        measure="mean", valid_from=Y2025, published_at=board.cast.now, dimensions=["wave"],
        periods=[PeriodKind.ALL],
    )  # fmt: skip
    for wave, value in (("final", 0.6), ("baseline", 0.4)):
        board.figure(value, definition=score, cut="wave", wave=wave)
    text = page(client_of(board.manager), "/dashboards/")
    assert 'data-chart="panels"' in text
    assert text.index("<span>Baseline</span>") < text.index("<span>Final</span>")
    assert "<small>n 40</small>" in text


def test_a_funnel_hides_a_small_step(board: Board, client_of: ClientOf) -> None:
    for code, reached in (("way-returned", 40), ("way-assessed", 30), ("way-settled", 3)):
        definition = Definition.objects.get(indicator__code=code)
        board.figure(reached / 40, definition=definition, numerator=reached)
    text = page(client_of(board.manager), "/dashboards/")
    assert "Where people are on the way" in text
    assert '<td class="num" data-v="30.0">30</td>' in text
    assert '<td class="num" data-v=""><bdi>&lt;10</bdi></td>' in text


def test_as_pdf_and_as_spreadsheet(board: Board, chain: Logframe, client_of: ClientOf) -> None:
    client = client_of(board.outsider)
    programme = board.cast.programme.pk
    for path in ("/dashboards/paper/", f"/dashboards/chains/{programme}/paper/"):
        answered = client.get(path)
        assert answered.status_code == 200
        assert answered.content.startswith(b"%PDF")
    for path in ("/dashboards/sheet/", f"/dashboards/chains/{programme}/sheet/"):
        assert client.get(path).content.startswith(b"PK")


def test_a_chain_is_drafted_filled_and_published_on_its_pages(
    board: Board, client_of: ClientOf
) -> None:
    client, programme = client_of(board.manager), board.cast.programme.pk
    assert "Draft one" in page(client, "/dashboards/chains/")
    client.post(f"/dashboards/chains/{programme}/begin/")
    draft = Logframe.objects.get()
    at = f"/dashboards/chains/versions/{draft.pk}/"
    client.post(f"{at}results/", {"level": "impact", "number": "1", "statement": "Returns last"})
    result = Result.objects.get()
    client.post(
        f"/dashboards/chains/results/{result.pk}/measures/",
        {"indicator": board.indicator.pk, "direction": "higher", "target": "0.8",
         "target_on_day": "31", "target_on_month": "12", "target_on_year": "2026"},
    )  # fmt: skip
    refused = client.post(f"{at}publish/", {"source": "Minutes"})
    assert refused.status_code == 422
    client.post(
        f"{at}publish/",
        {"source": "Minutes", "valid_from_day": "1", "valid_from_month": "1",
         "valid_from_year": "2025"},
    )  # fmt: skip
    text = page(client_of(board.outsider), f"/dashboards/chains/{programme}/")
    assert "Delivered in time" in text
    assert "80 %" in text
    assert Measure.objects.get().target_on == date(2026, 12, 31)


def test_a_draft_is_nobody_elses(board: Board, as_app: AsApp, client_of: ClientOf) -> None:
    with as_app(board.manager):
        draft = board.chain(publish=False)
    assert (
        client_of(board.outsider).get(f"/dashboards/chains/versions/{draft.pk}/").status_code == 404
    )
    page(client_of(board.manager), f"/dashboards/chains/versions/{draft.pk}/")


def test_a_report_is_begun_written_and_submitted_on_its_pages(
    board: Board, chain: Logframe, client_of: ClientOf
) -> None:
    client = client_of(board.manager)
    client.post(
        f"/dashboards/reports/new/{board.cast.programme.pk}/",
        {"title": "Report", "donor": board.donor.pk, "period": f"year/{Y2025.isoformat()}"},
    )
    report = DonorReport.objects.get()
    at = f"/dashboards/reports/{report.pk}/"
    assert "Write: Summary" in page(client, at)
    refused = client.post(f"{at}submit/")
    assert refused.status_code == 409
    for part in Part:
        client.post(f"{at}parts/{part}/", {"text": f"About {part}."})
    assert "Submit the report" in page(client, at)
    client.post(f"{at}submit/")
    text = page(client_of(board.cast.finance), at)
    assert "About summary." in text
    assert "Digest of the content" in text
    assert client.get(f"{at}paper/").content == client.get(f"{at}paper/").content
    assert client.get(f"{at}sheet/").content.startswith(b"PK")
    assert client_of(board.outsider).get(at).status_code == 404


def test_who_lacks_the_verb_is_refused(board: Board, client_of: ClientOf) -> None:
    reception = client_of(board.cast.officer)
    page(reception, "/dashboards/")
    page(reception, "/dashboards/reports/", 403)
    answered = reception.post(f"/dashboards/chains/{board.cast.programme.pk}/begin/")
    assert answered.status_code == 403


def test_a_dashboard_asks_few_questions(
    board: Board, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    board.computed()
    client = client_of(board.manager)
    client.get("/dashboards/")
    with django_assert_max_num_queries(60):
        client.get("/dashboards/")
