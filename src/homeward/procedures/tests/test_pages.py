from typing import Any

from homeward.agreements.models import Agreement
from homeward.procedures.choices import Part
from homeward.procedures.models import SopVersion
from homeward.programmes.choices import Stage

STEP = {
    "code": "1.1", "title_en": "Record the consent", "stage": "counselling",
    "part": "counselling", "days": "3", "day_kind": "working", "evidence": "signed sheet",
}  # fmt: skip


def test_from_the_paper_to_a_published_checklist(
    cast: Any, client_of, sop: Agreement, manager: Any
) -> None:
    client = client_of(manager)
    page = client.post(f"/procedures/of/{sop.pk}/next/", follow=True)
    assert "No step yet" in page.content.decode()
    at = f"/procedures/{SopVersion.objects.get().pk}/"
    client.post(f"{at}steps/", STEP)
    page = client.post(f"{at}steps/", STEP | {"title_en": ""})
    assert page.status_code == 409
    assert "has a step with this code already" in page.content.decode()
    assert "Give the step a title" in page.content.decode()
    assert 'value="signed sheet"' in page.content.decode()
    day = {
        "publish-valid_from_day": "1", "publish-valid_from_month": "3",
        "publish-valid_from_year": "2026",
    }  # fmt: skip
    page = client.post(f"{at}publish/", day, follow=True)
    assert "Published" in page.content.decode()
    assert "Add a step" not in page.content.decode()
    assert client.post(f"{at}steps/", STEP).status_code == 409
    assert client.post(f"/procedures/of/{sop.pk}/next/", follow=True).status_code == 200


def test_two_versions_are_compared_and_filtered(
    cast: Any, client_of, sop: Agreement, publish
) -> None:
    first = publish([("1", Stage.COUNSELLING, Part.COUNSELLING, "", "sheet")])
    second = publish(
        [
            ("1", Stage.COUNSELLING, Part.ACCOUNTABLE, "", "recording"),
            ("2", Stage.PLAN, Part.ACCOUNTABLE, "", ""),
        ]
    )
    partner = client_of(cast.partner)
    at = f"/procedures/compare/?left={first.pk}&right={second.pk}"
    text = partner.get(at).content.decode()
    assert "3 differences" in text
    assert "sheet" in text
    assert "no such step" in text
    only = partner.get(f"{at}&aspect=evidence").content.decode()
    assert "no such step" not in only
    assert "3 differences" in only
    assert partner.get("/procedures/compare/").status_code == 200


def test_the_stranger_and_the_wrong_role(cast: Any, client_of, sop: Agreement, publish) -> None:
    version = publish([("1", Stage.COUNSELLING, Part.COUNSELLING, "", "")])
    stranger = client_of(cast.stranger)
    assert stranger.get(f"/procedures/{version.pk}/").status_code == 404
    assert sop.title not in stranger.get("/procedures/").content.decode()
    at = f"/procedures/compare/?left={version.pk}&right={version.pk}"
    assert "not one of the available choices" in stranger.get(at).content.decode()
    partner = client_of(cast.partner)
    assert partner.get(f"/procedures/{version.pk}/").status_code == 200
    assert partner.post(f"/procedures/{version.pk}/steps/", STEP).status_code == 403
