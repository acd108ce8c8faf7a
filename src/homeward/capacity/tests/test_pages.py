from datetime import timedelta
from typing import Any

from django.urls import reverse

from homeward.capacity import jobs
from homeward.capacity.models import CourseSession, TrainingPlan

from .test_training import School, school

__all__ = ["school"]


def day(name: str, on: Any) -> dict[str, str]:
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


def test_an_institution_answers_finishes_and_training_is_planned(
    school: School, client_of: Any
) -> None:
    client = client_of(school.local)
    assert "Say where your institution stands" in client.get(reverse("capacity:index")).text
    page = client.post(reverse("capacity:begin")).url
    assert client.post(page, {"mandate_level": "2", "finish": "1"}).status_code == 409
    said = {"mandate_level": "2", "mandate_wished": "4", "mandate_evidence": "Decree"}
    client.post(page, {**said, "finish": "1", "share": "on"})
    lead = client_of(school.lead)
    assert "Gaps, the widest first" in lead.get(page).text
    given = {
        "organisation": school.cast.desk.pk, "title": "Desk",
        **day("from_on", school.today), **day("until_on", school.today + timedelta(days=9)),
    }  # fmt: skip
    made = lead.post(reverse("capacity:new_plan") + f"?from={page.split('/')[-2]}", given).url
    assert "Add the first goal" in lead.get(made).text
    here = [TrainingPlan.objects.get().pk]
    goal = {"text": "Learn", "who": "Two officers", **day("by_when", school.today)}
    lead.post(reverse("capacity:new_goal", args=here), goal)
    lead.post(reverse("capacity:propose", args=here))
    assert lead.post(reverse("capacity:approve", args=here)).status_code == 409
    assert "Approve it" in client.get(made).text
    client.post(reverse("capacity:approve", args=here))
    assert "Say what shows it" in client.get(made).text
    assert client_of(school.other).get(made).status_code == 404


def test_a_session_is_planned_filled_and_recorded_by_pages(school: School, client_of: Any) -> None:
    session = school.session()
    here = [session.pk]
    local, lead = client_of(school.local), client_of(school.lead)
    enrol = reverse("capacity:enrol", args=here)
    assert local.post(enrol, {}).status_code == 409
    local.post(enrol, {"name": "Ama Owusu"})
    shown = reverse("capacity:session", args=here)
    assert "Ama Owusu" in local.get(shown).text
    assert "Ama Owusu" not in client_of(school.other).get(shown).text
    record = reverse("capacity:record", args=here)
    assert local.get(record).status_code == 403
    [one] = CourseSession.objects.get().attendances.all()
    assert lead.post(record, {}).status_code == 409
    lead.post(record, {f"came_{one.pk}": "passed"})
    for name in ("certificates", "coverage", "curriculum", "sessions", "plans"):
        assert local.get(reverse(f"capacity:{name}")).status_code == 200
    assert "Ama Owusu" in local.get(reverse("capacity:certificates")).text


def test_the_page_of_ownership_says_how_it_is_counted(school: School, client_of: Any) -> None:
    client = client_of(school.local)
    url = reverse("capacity:ownership")
    assert "Nothing is counted yet" in client.get(url).text
    school.cast.family()
    with school.cast.as_app():
        jobs.compute(at=school.now)
    page = client.get(url).text
    assert "Share = own ÷ (own + abroad)" in page
    assert "fewer than 10" in page
