"""Figures of interviews as the job writes them."""

from homeward.access.models import User
from homeward.quality.models import InterviewEffect, InterviewerFigure
from homeward.quality.tests.conftest import Quality
from homeward.surveys import queries as surveys


def figures(quality: Quality, held: dict[User, int]) -> InterviewEffect:
    effect = InterviewEffect.objects.create(
        organisation=quality.cast.host, version=surveys.in_force("rss", on=quality.today),
        from_on=quality.today, until_on=quality.today, interviewers=len(held),
        interviews=sum(held.values()), icc=0.31, low=0.1, high=0.6, computed_at=quality.cast.now,
    )  # fmt: skip
    for user, number in held.items():
        InterviewerFigure.objects.create(
            effect=effect, organisation=quality.cast.host, interviewer=user, interviews=number,
            mean=0.5, batteries=number, straight=1,
        )  # fmt: skip
    return effect
