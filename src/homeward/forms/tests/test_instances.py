"""A filled form as XML: what clients send comes out as what the page's own form keeps."""

from datetime import datetime

import pytest

from homeward.forms import instances, xlsform
from homeward.forms.filling import Filling
from homeward.forms.instances import Head, NotAnInstance
from homeward.forms.tests import sheets

NOW = datetime(2026, 3, 5, 9)
READ = xlsform.read(
    sheets.form(
        [
            ["type", "name", "label", "relevant", "calculation"],
            ["text", "name", "Name", "", ""],
            ["begin repeat", "child", "Children", "", ""],
            ["text", "called", "Name", "", ""],
            ["begin repeat", "school", "Schools", "", ""],
            ["text", "town", "Town", "", ""],
            ["end repeat", "", "", "", ""],
            ["end repeat", "", "", "", ""],
            ["text", "more", "More", "${name} = 'Efua'", ""],
            ["calculate", "letters", "", "", "string-length(${name})"],
        ]
    )
)
FORM = READ.definition
HEAD = Head(form_id="visits", version="3")


def sent(**answers: str) -> bytes:
    filled = Filling(FORM, {key.replace("__", "/"): v for key, v in answers.items()}, now=NOW)
    return instances.instance_of(filled, HEAD, instance_id="uuid:1", deprecated_id="uuid:0")


def answers(body: str) -> dict[str, str]:
    return instances.answers_of(f"<data>{body}</data>", FORM)


def test_what_is_written_is_read_again() -> None:
    given = {"name": "Efua", "child[1]/called": "Yaw", "child[2]/school[2]/town": "Tema"}
    filled = Filling(FORM, given, now=NOW)
    xml = instances.instance_of(filled, HEAD, instance_id="uuid:1")
    assert instances.answers_of(xml, FORM) == instances.settled(filled.answers())
    assert instances.answers_of(xml, FORM) == given | {"letters": "4"}


def test_a_last_row_without_an_answer_is_counted() -> None:
    filled = Filling(FORM, {"child#": "3", "child[1]/called": "Yaw"}, now=NOW)
    xml = instances.instance_of(filled, HEAD, instance_id="uuid:1")
    assert instances.answers_of(xml, FORM)["child#"] == "3"


def test_the_head_names_form_version_and_both_ids() -> None:
    head = instances.head_of(sent(name="Efua"))
    assert head == Head("visits", "3", "uuid:1", "uuid:0")


def test_what_is_not_asked_is_not_there() -> None:
    assert b"<more" not in sent(name="Ama", more="kept, and not asked")


@pytest.mark.parametrize(
    "meta",
    [
        "<meta><instanceID>uuid:1</instanceID></meta>",
        '<meta xmlns="http://openrosa.org/xforms"><instanceID>uuid:1</instanceID></meta>',
        '<x:meta xmlns:x="urn:any"><x:instanceID> uuid:1 </x:instanceID></x:meta>',
    ],
)
def test_the_instance_id_is_found_in_any_namespace(meta: str) -> None:
    """Point 15 of a server of OpenRosa's."""
    xml = f'<data id="visits" xmlns:q="urn:q"><q:name>Efua</q:name>{meta}</data>'
    assert instances.head_of(xml).instance_id == "uuid:1"
    assert instances.answers_of(xml, FORM) == {"name": "Efua"}


def test_what_the_form_does_not_know_is_no_answer() -> None:
    assert answers("<stranger>x</stranger><name>Efua</name><child/>") == {"name": "Efua"}


def test_a_template_is_no_row() -> None:
    body = (
        '<child xmlns:jr="http://openrosa.org/javarosa" jr:template=""><called>no</called></child>'
        "<child><called>Yaw</called></child>"
    )
    assert answers(body) == {"child[1]/called": "Yaw"}


def test_an_encrypted_one_names_its_files() -> None:
    head = instances.head_of(
        '<data xmlns="http://www.opendatakit.org/xforms/encrypted" id="visits" version="3"'
        ' encrypted="yes"><base64EncryptedKey>a</base64EncryptedKey>'
        '<orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID>uuid:1</orx:instanceID>'
        "</orx:meta><media><file>1.jpg.enc</file></media>"
        "<encryptedXmlFile>submission.xml.enc</encryptedXmlFile></data>"
    )
    assert head.is_encrypted
    assert head.files == ("1.jpg.enc", "submission.xml.enc")


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><data><name>&e;</name></data>',
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><data>&b;</data>',
        '<!DOCTYPE d SYSTEM "http://example.org/x.dtd"><data/>',
        "<data><name>Efua</data>",
        "",
        "no xml",
    ],
)
def test_entities_and_broken_xml_are_turned_away(hostile: str) -> None:
    with pytest.raises(NotAnInstance):
        instances.answers_of(hostile, FORM)
