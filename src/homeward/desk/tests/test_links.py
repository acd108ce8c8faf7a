from uuid import uuid4

import pytest
from django.urls import reverse

from homeward.access.permissions import GRANTS
from homeward.desk import framework, links
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

# Agreements are signed on their own page and concern no person.
WITHOUT_A_PERSON = {TaskKind.SIGN_AGREEMENT}


@pytest.mark.parametrize("kind", [kind for kind in TaskKind if kind not in WITHOUT_A_PERSON])
def test_every_wait_leads_to_the_page_where_it_is_ended(kind: TaskKind) -> None:
    task = Task(kind=kind, subject_id=uuid4(), case_id=uuid4())
    assert links.to_do(task).startswith("/")
    assert links.WORK[kind].action in GRANTS
    assert links.label(task)
    assert links.why(task)


def test_the_page_for_referring_again_knows_what_was_declined() -> None:
    task = Task(kind=TaskKind.REFER_AGAIN, subject_id=uuid4(), case_id=uuid4())
    assert links.to_do(task).endswith(f"?previous={task.subject_id}")


def test_the_framework_has_ten_steps_in_four_stages() -> None:
    numbers = [step.number for stage in framework.STAGES for step in stage.steps]
    assert len(framework.STAGES) == 4
    assert numbers == list(range(1, 11))


def test_every_page_of_the_framework_is_there() -> None:
    for stage in framework.STAGES:
        for step in stage.steps:
            for page in step.pages:
                assert reverse(page.url)
                assert page.action in GRANTS
