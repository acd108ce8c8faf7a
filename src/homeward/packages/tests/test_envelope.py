import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import OKPKey

from homeward.packages import contents, envelope, identity

ALICE = identity.from_secrets(b"a" * 32, b"b" * 32)
BOB = identity.from_secrets(b"c" * 32, b"d" * 32)


def public(key: OKPKey) -> OKPKey:
    return OKPKey.import_key(key.as_dict(private=False))


def sealed(payload: bytes = b"said") -> bytes:
    return envelope.seal(payload, ALICE, public(BOB.box))


def opened(content: bytes, signer: OKPKey) -> bytes:
    found = envelope.unseal(content, BOB)
    return envelope.verified(
        found.token, public(signer), kind=envelope.PACKAGE, to=BOB.box.thumbprint()
    )


def test_the_receiver_alone_opens_what_the_sender_signed() -> None:
    assert opened(sealed(), ALICE.signing) == b"said"
    with pytest.raises(envelope.NotForUs):
        envelope.unseal(sealed(), ALICE)
    with pytest.raises(envelope.Altered):
        opened(sealed(), BOB.signing)


def test_who_sent_it_is_not_to_be_seen_from_outside() -> None:
    assert ALICE.signing.thumbprint().encode() not in sealed()
    assert envelope.header_of(sealed()).keys() == {"alg", "enc", "epk"}


@settings(max_examples=60)
@given(st.data())
def test_no_byte_of_it_can_be_changed(data: st.DataObject) -> None:
    content = bytearray(sealed())
    at = data.draw(st.integers(0, len(content) - 1))
    put = data.draw(st.sampled_from(b"ABCxyz019-_."))
    if content[at] == put:
        return
    content[at] = put
    try:
        assert opened(bytes(content), ALICE.signing) == b"said"
    except (envelope.NotForUs, envelope.Altered):
        return
    # Base64 has spare bits at the end of a part: another text for the same bytes.
    assert content[at + 1 : at + 2] in (b".", b"")


def test_a_letter_to_another_is_not_passed_on_as_ours() -> None:
    third = identity.from_secrets(b"e" * 32, b"f" * 32)
    letter = envelope.sign(b"said", ALICE, kind=envelope.PACKAGE, to=third.box.thumbprint())
    with pytest.raises(envelope.Altered):
        envelope.verified(
            letter, public(ALICE.signing), kind=envelope.PACKAGE, to=BOB.box.thumbprint()
        )


def test_a_receipt_is_no_package() -> None:
    receipt = envelope.sign(b"{}", ALICE, kind=envelope.RECEIPT)
    with pytest.raises(envelope.Altered):
        envelope.verified(receipt, public(ALICE.signing), kind=envelope.PACKAGE)


def test_a_card_is_read_as_it_was_written_and_holds_no_private_key() -> None:
    card = identity.card(ALICE, "Here")
    assert identity.read_card(identity.write_card(card)) == card
    assert b'"d"' not in identity.write_card(card)
    assert len(card.fingerprint.replace(" ", "")) == 50


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff", b'{"kind": "homeward-card/1"}', b"x" * 20_000]
)
def test_what_is_not_a_card_is_none(content: bytes) -> None:
    assert identity.read_card(content) is None


def archive(document: object, **files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("case.json", json.dumps(document))
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


WHOLE = {
    "format": contents.FORMAT,
    "package": "00000000-0000-0000-0000-000000000001",
    "people": [{"id": "p"}],
    "facts": [],
    "files": [],
}


def test_a_whole_document_is_read() -> None:
    assert contents.unpack(archive(WHOLE)).document == WHOLE


@pytest.mark.parametrize(
    "content",
    [
        b"no archive",
        archive({**WHOLE, "format": "other/1"}),
        archive({**WHOLE, "package": "no uuid"}),
        archive({**WHOLE, "people": []}),
        archive({**WHOLE, "facts": [{"person": "q", "said_on": "2026-01-01"}]}),
        archive({**WHOLE, "facts": [{"person": "p", "said_on": "yesterday"}]}),
        archive({**WHOLE, "files": [{"person": "p", "path": "../x", "sha256": ""}]}),
        archive(
            {**WHOLE, "files": [{"person": "p", "path": "a", "sha256": "0" * 64}]}, a=b"altered"
        ),
        archive(WHOLE, bomb=b"\0" * (contents.MOST_BYTES + 1)),
        archive([]),
    ],
)
def test_whatever_is_not_of_our_form_is_refused(content: bytes) -> None:
    with pytest.raises(contents.NotAPackage):
        contents.unpack(content)
