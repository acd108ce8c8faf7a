import pytest

from homeward.persons.forms import MemberForm

UNKNOWN = {"role": "head", "sex": "unknown", "birth_known": "unknown"}


def form(**changed: str) -> MemberForm:
    return MemberForm(UNKNOWN | changed)


def test_a_person_of_whom_nothing_is_known_can_be_registered() -> None:
    member = form()
    assert member.is_valid()
    known = member.member(origin="GH")
    assert (known.given_name, known.birth_year, known.language) == ("", None, "")
    assert known.origin_countries == ["GH"]


def test_nothing_is_known_of_a_birth_by_default() -> None:
    assert "birth_known" in MemberForm({"role": "head", "sex": "female"}).errors
    assert "sex" in MemberForm({"role": "head", "birth_known": "unknown"}).errors


@pytest.mark.parametrize(
    ("known", "parts", "faulty"),
    [
        ("day", {"birth_day": "30", "birth_month": "2", "birth_year": "1990"}, "birth_day"),
        ("day", {"birth_month": "2", "birth_year": "1990"}, "birth_day"),
        ("day", {"birth_day": "9" * 20, "birth_month": "2", "birth_year": "1990"}, "birth_day"),
        ("month", {"birth_year": "1990"}, "birth_month"),
        ("season", {"birth_year": "1990"}, "birth_season"),
        ("year", {}, "birth_year"),
        ("year", {"birth_year": "2390"}, "birth_year"),
        ("year", {"birth_year": "90"}, "birth_year"),
        ("year", {"birth_year": "ninety"}, "birth_year"),
    ],
)
def test_a_birth_is_asked_as_precisely_as_it_is_known(
    known: str, parts: dict[str, str], faulty: str
) -> None:
    assert list(form(birth_known=known, **parts).errors) == [faulty]


def test_what_is_more_precise_than_said_is_left_out() -> None:
    member = form(birth_known="year", birth_day="3", birth_month="4", birth_year="1990")
    assert member.is_valid()
    known = member.member(origin="GH")
    assert (known.birth_day, known.birth_month, known.birth_year) == (None, None, 1990)


def test_a_name_in_another_script_needs_its_script() -> None:
    assert "other_script" in form(other_given="إفوا").errors


def test_a_document_needs_kind_and_number() -> None:
    assert "document_kind" in form(document_number="G 1").errors
    assert "document_number" in form(document_kind="passport").errors


def test_another_country_of_origin_is_added_once() -> None:
    member = form(origin_country="TG")
    assert member.is_valid()
    assert member.member(origin="GH").origin_countries == ["GH", "TG"]


def test_a_quiet_form_keeps_what_was_typed_and_complains_of_nothing() -> None:
    member = MemberForm({"given_name": "Efua"}, quiet=True)
    assert not member.errors
    assert member["given_name"].value() == "Efua"
