"""The case on paper says what its page says to this reader, and no more."""

from homeward.access.choices import DataClass, Purpose
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.desk import summary


def words(said) -> str:
    return " ".join(
        str(cell) for part in said["parts"] for row in part["rows"] for cell in row
    ) + str(said["heads"])


def test_the_worker_takes_the_case_along(cast, client_of) -> None:
    case, _people = cast.arrived()
    answer = client_of(cast.partner).get(f"/cases/{case.pk}/summary/")
    assert answer.content.startswith(b"%PDF-")
    assert case.reference in answer["Content-Disposition"]
    with cast.as_app(cast.partner):
        said = summary.of(Case.objects.get(pk=case.pk), user=cast.partner, on=cast.now.date())
    assert "Tailor, 6 years" in words(said)
    assert "Ashaiman" in words(said)


def test_what_the_reader_may_not_see_is_not_on_it(cast) -> None:
    narrow = frozenset({DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE})
    cast.agree(cast.host, cast.partner_org, Purpose.CASEWORK, narrow)
    case, people = cast.family()
    with cast.as_app(cast.owner):
        cases.record_fact(
            case, FactKind.HEALTH, "Takes insulin", person=people[0], said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    cast.consent(people[0], cast.partner_org, classes=narrow)
    shown = {}
    for user in (cast.owner, cast.partner):
        with cast.as_app(user):
            found = Case.objects.get(pk=case.pk)
            shown[user.pk] = words(summary.of(found, user=user, on=cast.now.date()))
    assert "Takes insulin" in shown[cast.owner.pk]
    assert "Takes insulin" not in shown[cast.partner.pk]
    assert "Tailor, 6 years" in shown[cast.partner.pk]


def test_a_stranger_gets_what_does_not_exist(cast, client_of) -> None:
    case, _people = cast.family()
    assert client_of(cast.stranger).get(f"/cases/{case.pk}/summary/").status_code == 404
