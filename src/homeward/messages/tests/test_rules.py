"""What a message may say, its parts, the hours it waits for, and words that end it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.messages import queries, rules
from homeward.messages.choices import Occasion, Reason
from homeward.messages.rules import Quiet, Words, next_open

FAMILY = Words(names=("Efua Ansah", "Yaw Ansah", "أفوا أنساه"), own_site="https://home.example/")


@pytest.mark.parametrize(
    "text",
    [
        "Please call us on Monday at 14:30.",
        "Votre rendez-vous est le 12.05.2026 à 14h30.",
        "نلتقي يوم الاثنين الساعة 10",
        "Sign in: https://home.example/portal/",
        "Bring 2 photos and 10 minutes.",
    ],
)
def test_what_tells_nothing_may_be_said(text: str) -> None:
    assert rules.reasons_not_to_say(text, FAMILY) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("Call 020 123 4567", Reason.NUMBER),
        ("رقمك ١٢٣٤٥٦٧", Reason.NUMBER),
        ("Hello efua, please call", Reason.NAME),
        ("اتصلي بنا يا أفوا", Reason.NAME),
        ("Your hospital visit is on Monday", Reason.TELLING_WORD),
        ("Votre dossier d’asile avance", Reason.TELLING_WORD),
        ("موعدك في المستشفى", Reason.TELLING_WORD),
        ("The court is on Monday", Reason.TELLING_WORD),
        ("Your reintegration plan", Reason.TELLING_WORD),
        ("HIV", Reason.TELLING_WORD),
        ("Look at bit.ly/abc", Reason.STRANGE_LINK),
        ("Look at https://evil.example/", Reason.STRANGE_LINK),
        ("a" * 153 * 6 + "bb", Reason.TOO_LONG),
    ],
)
def test_what_tells_is_refused_with_its_reason(text: str, reason: Reason) -> None:
    assert rules.reasons_not_to_say(text, FAMILY) == [reason]


def test_all_reasons_come_at_once() -> None:
    found = rules.reasons_not_to_say("Efua, the doctor waits: 0201234567", FAMILY)
    assert found == [Reason.NUMBER, Reason.NAME, Reason.TELLING_WORD]


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        ("On {day} at {time}. {office} {reference} {link}", []),
        ("Dear {name}", [Reason.UNKNOWN_PLACEHOLDER]),
        ("On {day", [Reason.BRACES]),
        ("On {} day", [Reason.UNKNOWN_PLACEHOLDER]),
        ("{person.given_name}", [Reason.UNKNOWN_PLACEHOLDER, Reason.EMPTY]),
        ("Your clinic on {day}", [Reason.TELLING_WORD]),
    ],
)
def test_a_template_holds_safe_placeholders_alone(body: str, reasons: list[Reason]) -> None:
    assert rules.reasons_not_to_write(body) == reasons


@pytest.mark.parametrize("occasion", Occasion)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_house_s_own_words_pass_its_own_rule(occasion: Occasion, language: str) -> None:
    assert rules.reasons_not_to_write(queries.of_house(occasion, language)) == []


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert rules.filled("{office} {day}", {"office": "{day}", "day": "Monday"}) == "{day} Monday"


@pytest.mark.parametrize(
    ("text", "encoding", "units", "count"),
    [
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        # The escape and its character stay together: 76 euros fit into the 153 of a part.
        ("€" * 153, "GSM-7", 306, 3),
        ("ç", "UCS-2", 1, 1),
        ("م" * 70, "UCS-2", 70, 1),
        ("م" * 71, "UCS-2", 71, 2),
        ("😀" * 35, "UCS-2", 70, 1),
        ("😀" * 67, "UCS-2", 134, 3),
        ("", "GSM-7", 0, 1),
    ],
)
def test_the_parts_of_an_sms(text: str, encoding: str, units: int, count: int) -> None:
    assert rules.parts_of(text) == rules.Parts(encoding, units, count)


@given(st.text(max_size=700))
def test_every_part_has_room_for_what_it_carries(text: str) -> None:
    parts = rules.parts_of(text)
    one, each = (160, 153) if parts.encoding == "GSM-7" else (70, 67)
    assert parts.units <= (one if parts.count == 1 else each * parts.count)
    assert parts.count == 1 or parts.units > one


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+233 20 000 0000", "+233200000000"),
        ("00233 (20) 000-0000", "+233200000000"),
        ("\u200e+٢٣٣٢٠٠٠٠٠٠٠٠", "+233200000000"),
        ("whatsapp:+32470123456", "+32470123456"),
        ("0470 12 34 56", ""),
        ("call me", ""),
        ("+1234", ""),
        ("+1234567890123456", ""),
    ],
)
def test_a_telephone_number_has_one_form(typed: str, kept: str) -> None:
    assert rules.folded("sms", typed) == kept


def test_an_e_mail_address_has_one_form() -> None:
    assert rules.folded("email", " Efua@Example.ORG ") == "efua@example.org"
    assert rules.folded("email", "a@b.org\nBcc: c@d.org") == ""


@pytest.mark.parametrize(
    "said", ["STOP", " stop. ", "Arrêt", "ARRET", "إيقاف", "ايقاف!", "Stop all"]
)
def test_a_word_ends_messages_in_each_language(said: str) -> None:
    assert rules.is_stop(said)


@pytest.mark.parametrize("said", ["I stop at the market", "don't stop", "", "توقف الباص"])
def test_a_sentence_with_the_word_ends_nothing(said: str) -> None:
    assert not rules.is_stop(said)


NIGHT = Quiet(time(20), time(8), ("Europe/Brussels",))


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        # The night in which the clock goes forward is an hour shorter, the other one longer.
        (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC)),
        (datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 10, 25, 7, tzinfo=UTC)),
        (datetime(2026, 5, 4, 12, tzinfo=UTC), datetime(2026, 5, 4, 12, tzinfo=UTC)),
    ],
)
def test_a_message_waits_until_the_night_is_over(at: datetime, opens: datetime) -> None:
    assert next_open(NIGHT, at) == opens


def test_hours_that_end_in_the_hour_left_out_end_with_the_jump() -> None:
    quiet = Quiet(time(22), time(2, 30), ("Europe/Brussels",))
    opens = next_open(quiet, datetime(2026, 3, 28, 23, tzinfo=UTC))
    assert not quiet.holds(opens)
    assert opens.astimezone(ZoneInfo("Europe/Brussels")).hour == 3


ZONES = ["Europe/Brussels", "Africa/Accra", "Africa/Casablanca", "Asia/Kabul", "America/New_York",
         "Australia/Lord_Howe", "Asia/Kathmandu"]  # fmt: skip


@given(
    at=st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    starts=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    ends=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
)
def test_the_moment_found_is_open_the_first_one_and_within_a_day(
    at: datetime, starts: time, ends: time, zone: str
) -> None:
    if starts == ends:
        return
    quiet = Quiet(starts, ends, (zone,))
    opens = next_open(quiet, at)
    assert opens >= at
    assert not quiet.holds(opens)
    assert opens - at <= timedelta(hours=25)
    # Nothing between was open: asked at each quarter of an hour.
    between = at
    while between < opens:
        assert quiet.holds(between)
        between += timedelta(minutes=15)


def test_a_country_of_two_zones_is_quiet_while_it_is_in_either() -> None:
    zones = queries.zones_of("CD")
    assert len(zones) == 2
    opens = next_open(Quiet(time(20), time(8), zones), datetime(2026, 5, 4, 2, tzinfo=UTC))
    assert opens == datetime(2026, 5, 4, 7, tzinfo=UTC)


def test_zones_that_leave_no_hour_are_kept_by_the_first() -> None:
    quiet = Quiet(time(12), time(11), ("UTC", "Asia/Kabul"))
    assert next_open(quiet, datetime(2026, 5, 4, 12, tzinfo=UTC)).hour == 11
