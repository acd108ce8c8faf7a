"""Names as search sees them, by what must hold of every name and by pairs that must meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.linkage import names

KEY, OTHER = b"one organisation", b"another"
NAMES = st.text(st.characters(categories=["L", "Mn", "Zs", "Pd"]), max_size=40)
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9), max_size=4)


@given(NAMES)
def test_what_is_folded_is_folded_already(text: str) -> None:
    assert names.fold(" ".join(names.fold(text))) == names.fold(text)


@given(WORDS)
def test_the_order_of_words_changes_no_token(words: list[str]) -> None:
    there, back = " ".join(words), " ".join(reversed(words))
    # "Abou Bakr" is one name, and "Bakr Abou" is not.
    if not names.FATHER_OF.search(there) and not names.FATHER_OF.search(back):
        assert names.tokens(there, key=KEY) == names.tokens(back, key=KEY)


@given(NAMES)
def test_a_name_has_as_many_tokens_as_the_database_takes(text: str) -> None:
    assert len(names.tokens(f"{text} {text}", key=KEY)) < 800


@given(NAMES)
def test_every_name_answers_to_itself(text: str) -> None:
    assert names.likeness(text, text) == (1.0 if names.words(text) else 0.0)


@given(NAMES, NAMES)
def test_likeness_stays_between_nothing_and_all(asked: str, name: str) -> None:
    assert 0.0 <= names.likeness(asked, name) <= 1.0


def test_organisations_share_no_token() -> None:
    assert not set(names.tokens("Efua Ansah", key=KEY)) & set(names.tokens("Efua Ansah", key=OTHER))


def test_tokens_fit_the_column() -> None:
    assert all(-(2**31) <= token < 2**31 for token in names.tokens("Efua Mary Ansah", key=KEY))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mohamed", "Muhammad"),
        ("Mohamed", "محمد"),
        ("Ouedraogo", "Wedraogo"),
        ("Ouedraogo", "Ouédraogo"),
        ("Diallo", "Jallow"),
        ("N'Diaye", "Ndiaye"),
        ("Cissé", "Sisse"),
        ("Camara", "Kamara"),
        ("Youssouf", "يوسف"),
        ("Ousmane", "Othman"),
        ("Othman", "عثمان"),
        ("Khadija", "خديجة"),
        ("Khadija", "Hadija"),
        ("Djamel", "Gamal"),
        ("Djibril", "Gibril"),
        ("Abdelkader", "Abdul Qadir"),
        ("Abdelkader", "عبد القادر"),
        ("Abderrahmane", "Abdulrahman"),
        ("Abdoulaye", "Abdullah"),
        ("Abdullah", "عبد الله"),
        ("Aboubacar", "Abou Bakr"),
        ("Al-Haddad", "Haddad"),
        ("Alhaddad", "الحداد"),
        ("Aïcha", "عائشة"),
        ("Quansah", "Kwansah"),
        ("Schmidt", "Schmitt"),
        ("Novák", "Nowak"),
        ("Moussa", "موسى"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(left: str, right: str) -> None:
    assert (
        names.terms(left)
        & names.terms(right)
        & {term for term in names.terms(left) if term[0] in "fc"}
    )
    assert names.likeness(left, right) >= 0.75


def test_two_words_in_another_order_share_their_pair() -> None:
    pairs = {term for term in names.terms("Ousmane Diallo") if term.startswith("p:")}
    assert pairs
    assert pairs & names.terms("JALLOW Othman")


def test_an_initial_and_an_article_find_nobody() -> None:
    assert names.terms("K.") == set()
    assert not {t for t in names.terms("El Haddad") if t in {"f:al", "c:al"}}


def test_a_name_of_particles_alone_is_still_a_name() -> None:
    assert names.likeness("Abdul", "Abdul") == 1.0
    assert names.terms("Abdul") & names.terms("Abdul Alhassan")
