"""What is no activity file, or wants more than to be read, is refused in words."""

import socket
from pathlib import Path
from typing import Any

import pytest

from homeward.exchange.tests.iati_samples import activity, document, take, told
from homeward.programmes.models import Programme

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE iati-activities [<!ENTITY a0 "ha">{LAUGHS}]>'
GROWING = f'<!DOCTYPE iati-activities [<!ENTITY a "{"a" * 100_000}">]>'


def test_a_file_that_grows_by_itself_is_refused(as_app: Any) -> None:
    laughing = activity(title="<title><narrative>&a9;</narrative></title>")
    growing = activity(title=f"<title><narrative>{'&a;' * 1000}</narrative></title>")
    with as_app():
        for bomb, inside in ((BOMB, laughing), (GROWING, growing)):
            for lenient in (False, True):
                report = take(document(inside, head=bomb), lenient=lenient)
                assert report.is_refused
                assert report.faults[0].row
        assert not Programme.objects.exclude(source="").exists()


def test_a_bomb_in_an_attribute_of_the_first_element_is_refused(as_app: Any) -> None:
    data = f'{BOMB}<iati-activities version="&a9;">{activity()}</iati-activities>'.encode()
    with as_app():
        assert take(data).is_refused
        assert take(data, lenient=True).is_refused


def test_another_file_is_never_read(as_app: Any, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    data = document(activity(title="<title><narrative>&e;</narrative></title>"), head=head)
    with as_app():
        for lenient in (False, True):
            report = take(data, lenient=lenient)
            assert report.is_refused
            assert "secret" not in str(report.as_json())


def test_the_network_is_never_asked(as_app: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd"
        with as_app():
            for head in (
                f'<!DOCTYPE iati-activities SYSTEM "{address}">',
                f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{address}"> %p;]>',
            ):
                assert take(document(activity(), head=head), lenient=True).is_refused
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no XML",
        b"\x1f\x8b\x08\x00",
        b"PK\x03\x04" + bytes(40),
        b"<a/>",
        b"<iati-organisations version='2.03'><iati-organisation/></iati-organisations>",
        b"<iati-activities version='2.03'/>",
        b"\xff\xfe\x00",
        b"<iati-activities version='2.03' xmlns='http://example.org/'><iati-activity/>"
        b"</iati-activities>",
        b"<!-- only words -->",
        b"<iati-activities version='2.03'>" + b"<a>" * 5000 + b"</a>" * 5000,
    ],
)
def test_what_is_no_activity_file_is_refused_in_both_ways(as_app: Any, data: bytes) -> None:
    with as_app():
        for lenient in (False, True):
            report = take(data, lenient=lenient)
            assert report.is_refused
            assert all(fault.reason for fault in report.faults)


def test_a_file_that_breaks_off_is_refused_with_its_line(as_app: Any) -> None:
    data = document(activity("XX-TEST-1-A"), activity("XX-TEST-1-B"))[:-400]
    with as_app():
        report = take(data)
        assert report.is_refused
        assert report.faults[0].row
        assert not Programme.objects.exclude(source="").exists()


def test_leniently_what_was_whole_before_the_break_is_read(as_app: Any) -> None:
    data = document(activity("XX-TEST-1-A"), activity("XX-TEST-1-B"))[:-100]
    with as_app():
        report = take(data, lenient=True)
        assert not report.is_refused
        assert report.count("programme", "new") == 1
        assert len(report.notes) == 1


def test_what_stands_between_activities_is_told(as_app: Any) -> None:
    data = document("\n<stray/>", activity(), "and words")
    with as_app():
        assert told(take(data)) == [(3, "stray"), (3, "iati-activities")]
        report = take(data, lenient=True)
        assert report.count("programme", "new") == 1
        assert len(report.notes) == 2


def test_another_namespace_may_stand_between_activities(as_app: Any) -> None:
    with as_app():
        assert not take(document(activity(), '<o:x xmlns:o="http://o.example/"/>')).is_refused


def test_an_encoding_that_the_file_names_is_read(as_app: Any) -> None:
    title = "<title><narrative>Chêne</narrative></title>"
    text = document(activity(title=title)).decode()
    data = f'<?xml version="1.0" encoding="ISO-8859-1"?>{text}'.encode("latin-1")
    with as_app():
        take(data)
        assert Programme.objects.get(source_id="XX-TEST-1-A").name == "Chêne"
