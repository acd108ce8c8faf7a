"""A group that joins as a group: returnees with their cases, residents by their names."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.cases.models import Case
from homeward.collectives import actions, joining
from homeward.collectives.choices import Origin, Reason
from homeward.collectives.models import Membership
from homeward.collectives.tests.test_actions import refused
from homeward.collectives.tests.test_pages import FORBIDDEN, FOUND, NOT_FOUND, OK, REFUSED, day
from homeward.persons import actions as persons
from homeward.persons.choices import HouseholdRole, Sex

BAD = 422


def family(group: Any, name: str) -> tuple[Case, list[Any]]:
    """A couple with a child, and their case."""
    cast = group.cast
    roles = (HouseholdRole.HEAD, HouseholdRole.PARTNER, HouseholdRole.CHILD)
    with cast.as_app(group.keeper):
        household, people = persons.register(
            [persons.Member(role=role, given_name=role.value, family_name=name) for role in roles],
            programme=cast.programme, by=group.keeper, at=cast.now,
        )  # fmt: skip
        case = group.open_case(household)
    return case, list(people)


def residents(group: Any, *names: str, **said: Any) -> list[actions.Resident]:
    given = {"sex": Sex.FEMALE, "agreed_on": group.first, **said}
    return [actions.Resident(given_name=name, family_name="Owusu", **given) for name in names]


def together(group: Any, returnees: Any, others: Any, **said: Any) -> list[Membership]:
    found: list[Membership] = group.act(
        actions.admit_together, group.project, returnees, others, group.joining(**said)
    )
    return found


def test_returnees_and_residents_join_in_one_act(group: Any) -> None:
    case, (head, partner, _child) = family(group, "Adomako")
    made = together(group, [(case, head), (case, partner)], residents(group, "Yaa", "Esi"))
    assert [m.number for m in made] == [1, 2, 3, 4]
    assert [m.origin for m in made] == [Origin.RETURNEE] * 2 + [Origin.RESIDENT] * 2


def test_nobody_joins_where_one_is_refused_and_all_reasons_are_told(group: Any) -> None:
    case, (head, _partner, _child) = family(group, "Adomako")
    later = group.cast.now.date() + timedelta(days=2)
    assert refused(
        together, group, [(case, head)], residents(group, "Yaa", agreed_on=None), on=later
    ) == [Reason.IN_THE_FUTURE, Reason.NOT_AGREED]
    assert refused(together, group, [], []) == [Reason.NOBODY_NAMED]
    assert not Membership.objects.exists()


def test_a_list_that_is_sent_twice_records_nobody_twice(group: Any) -> None:
    case, (head, _partner, _child) = family(group, "Adomako")
    sent = ([(case, head)], residents(group, "Yaa"))
    together(group, *sent)
    assert refused(together, group, *sent) == [Reason.NAMED_TWICE, Reason.MEMBER_ALREADY]
    assert refused(together, group, [], residents(group, "Esi", "ESI")) == [Reason.NAMED_TWICE]
    assert Membership.objects.count() == 2


def test_grown_up_people_of_open_cases_are_offered_until_they_are_members(group: Any) -> None:
    case, (head, partner, _child) = family(group, "Adomako")

    def offered(place: str = "") -> list[Any]:
        with group.cast.as_app(group.keeper):
            cases = joining.cases_to_join(group.keeper, place)
            return [one.person for one in joining.candidates(group.project, cases)]

    assert offered() == [head, partner]
    assert offered("Nowhere") == []
    together(group, [(case, head)], [])
    assert offered(case.destination[:4].lower()) == [partner]


@pytest.fixture
def path(group: Any) -> str:
    return reverse("collectives:together", args=[group.project.pk])


def test_the_page_lets_a_whole_group_in(group: Any, path: str, client_of: Any) -> None:
    _case, (head, partner, child) = family(group, "Adomako")
    page = client_of(group.keeper)
    shown = page.get(path).content.decode()
    assert (str(head.pk) in shown, str(partner.pk) in shown, str(child.pk) in shown) == (
        True, True, False,
    )  # fmt: skip
    said = {
        "returnees": [str(head.pk), str(partner.pk)],
        "residents": "Yaa; Owusu; female\n\nKofi ; Mensah;\nEsi؛Arthur",
        **day(group.first, "joined_on"), **day(group.first, "agreed_on"),
    }  # fmt: skip
    assert page.post(path, said).status_code == FOUND
    assert Membership.objects.filter(project=group.project).count() == 5
    again = page.post(path, {**said, "returnees": []})
    assert again.status_code == REFUSED
    assert "Kofi ; Mensah;" in again.content.decode()


def test_lines_that_can_t_be_read_are_told_by_their_numbers(
    group: Any, path: str, client_of: Any
) -> None:
    said = {"residents": "Yaa; Owusu; woman\nEsi; Arthur\nKofi", **day(group.first, "joined_on")}
    answer = client_of(group.keeper).post(path, said)
    assert answer.status_code == BAD
    assert "Can’t be read, line 1, 3" in answer.content.decode()


def test_only_who_admits_members_of_the_own_group_opens_it(
    group: Any, path: str, client_of: Any
) -> None:
    cast = group.cast
    reader = cast.user("reader", cast.partner_org, Role.HOST_COORDINATOR)
    assert client_of(group.keeper).get(path).status_code == OK
    assert client_of(reader).get(path).status_code == FORBIDDEN
    stranger = cast.user("other", cast.host, Role.CASE_MANAGER)
    assert client_of(stranger).get(path).status_code == NOT_FOUND
