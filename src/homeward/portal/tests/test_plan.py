"""The person's own plan: read, answered, commented, appealed."""

from typing import Any

from homeward.plans.models import Comment, PersonAnswer, Plan
from homeward.plans.tests.conftest import bare, table
from homeward.portal.tests.test_pages import returnee

__all__ = ["bare", "table"]


def test_the_person_reads_answers_and_proposes(table: Any, client_of: Any) -> None:
    plan = Plan.objects.get(pk=table.drafted().pk)
    client = client_of(returnee(table.cast, table.people[0]))
    page = client.get("/portal/plan/").content.decode()
    assert "Sewing machine" in page
    assert "Saying no never makes you lose essential aid" in page
    old = client.post("/portal/plan/answer/", {"agree": "1", "revision": "1"})
    assert old.status_code == 409
    yes = {"agree": "1", "revision": plan.revision}
    assert client.post("/portal/plan/answer/", yes).status_code == 302
    no = {"refuse": "1", "revision": plan.revision, "said": "Not this machine"}
    assert client.post("/portal/plan/answer/", no).status_code == 302
    assert [a.answer for a in PersonAnswer.objects.order_by("at")] == ["agreed", "refused"]
    said = {"text": "A bigger one", "line": plan.lines.first().pk}
    assert client.post("/portal/plan/comments/", said).status_code == 302
    assert client.post("/portal/plan/comments/", {"text": ""}).status_code == 409
    wish = {"text": "A choir", "dimension": "psychosocial"}
    assert client.post("/portal/plan/proposals/", wish).status_code == 302
    comment, proposal = Comment.objects.order_by("at")
    assert comment.line_id == said["line"]
    manager = client_of(table.cast.partner)
    where = f"/cases/{table.case.pk}/plan/comments/{proposal.pk}/"
    assert "A choir" in manager.get(where).content.decode()
    manager.post(where, {"take": "1", "reply": "On Sundays"})
    page = client.get("/portal/plan/").content.decode()
    assert "It is in your plan now." in page
    assert "On Sundays" in page


def test_the_person_reads_the_decision_and_appeals(table: Any, client_of: Any) -> None:
    plan = table.submit(table.drafted())
    table.decide(plan, "rejected", "not_viable", remark="No market there")
    client = client_of(returnee(table.cast, table.people[0]))
    page = client.get("/portal/plan/").content.decode()
    assert "No market there" in page
    assert client.post("/portal/plan/appeal/", {"grounds": "There is one"}).status_code == 302
    assert Plan.objects.get().appeals.get().is_persons
    assert client.post("/portal/plan/appeal/", {"grounds": "Again"}).status_code == 409


def test_another_person_s_plan_is_not_there(table: Any, client_of: Any) -> None:
    table.drafted()
    child = client_of(returnee(table.cast, table.people[1]))
    assert child.get("/portal/plan/").status_code == 404
