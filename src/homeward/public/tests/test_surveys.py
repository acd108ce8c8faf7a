"""Instruments and guidance for everybody, without a session."""

import pytest

from homeward.surveys.models import InstrumentVersion


@pytest.fixture
def rss(database: None) -> InstrumentVersion:
    return InstrumentVersion.objects.get(instrument__code="rss")


def test_what_is_used_is_told_in_each_language(client, rss: InstrumentVersion) -> None:
    for lang in ("en", "fr", "ar"):
        answer = client.get(f"/public/{lang}/surveys/")
        assert answer.status_code == 200
        assert f"/public/{lang}/surveys/{rss.pk}/" in answer.content.decode()
    assert not client.cookies


def test_a_version_tells_how_a_score_is_made_and_whose_the_wording_is(
    client, rss: InstrumentVersion
) -> None:
    shown = client.get(f"/public/en/surveys/{rss.pk}/").content.decode()

    for said in ("Food", "How a score is made", "Intensified support", "is IOM"):
        assert said in shown


def test_only_our_sheet_is_downloaded(client, rss: InstrumentVersion) -> None:
    answer = client.get(f"/public/en/surveys/{rss.pk}/sheet/")

    assert answer.content.decode() == rss.sheet
    assert 'filename="rss-2018.toml"' in answer.headers["Content-Disposition"]


def test_a_draft_is_not_public(client, rss: InstrumentVersion) -> None:
    draft = InstrumentVersion.objects.create(
        instrument=rss.instrument, number=2, version="2", sheet=rss.sheet,
        uploaded_at=rss.uploaded_at,
    )  # fmt: skip

    assert client.get(f"/public/en/surveys/{draft.pk}/").status_code == 404
    assert client.get(f"/public/en/surveys/{draft.pk}/sheet/").status_code == 404
