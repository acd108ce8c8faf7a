"""Every way in for bytes that somebody else made: the reader, and what it may say of them.

A door takes bytes and either reads them or raises one of its declared refusals; whatever else it
raises is a fault of ours. The hostile corpus (tests/hostile) and the fuzzer (fuzz/run.py) go
through the same doors. No door needs a database.
"""

import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 26, 9, 0)
TODAY = NOW.date()


@dataclass(frozen=True)
class Door:
    """`read` is given the bytes; `refusals` are what it may raise by its own docstring."""

    name: str
    read: Callable[[bytes], object]
    refusals: tuple[type[Exception], ...]


DOORS: dict[str, Door] = {}


class Said(Exception):
    """A reader that gathers faults instead of raising has gathered some."""


def door(*refusals: type[Exception]) -> Callable[[Callable[[bytes], object]], Door]:
    def declare(read: Callable[[bytes], object]) -> Door:
        found = Door(read.__name__, read, (Said, *refusals))
        DOORS[found.name] = found
        return found

    return declare


def set_up() -> None:
    """Settings alone: no door asks a database."""
    os.environ.setdefault("HOMEWARD_DEMO", "1")
    os.environ.setdefault("HOMEWARD_HOME", tempfile.mkdtemp(prefix="homeward-doors-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")
    import django

    django.setup()
    declare_all()


def _on_disk(content: bytes, name: str, read: Callable[[Path], Any]) -> Any:
    with tempfile.TemporaryDirectory(prefix="homeward-door-") as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return read(path)


def _told(reading: Any) -> None:
    if reading.faults:
        raise Said("; ".join(f"{one.reason}" for one in reading.faults[:5]))


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def declare_all() -> None:
    _files()
    _forms()
    _reference()
    _between_installations()
    _tables()
    _words()


def _files() -> None:
    from homeward.core.refusals import Refused
    from homeward.exchange.readings import Reading
    from homeward.exchange.sheets import columns, said
    from homeward.exchange.sheets import reading as sheets
    from homeward.files import rules
    from homeward.files import sheets as opened
    from homeward.offers import sheet as offers
    from homeward.places.outlines import read_outline
    from homeward.quality import standard_files
    from homeward.reception.manifests import reading as manifests

    @door(Refused)
    def stored_file(content: bytes) -> object:
        """Papers, proofs, photos: what is uploaded to a file, as it is kept."""
        if reasons := rules.reasons_not_to_store(content):
            raise Refused(*reasons)
        kind = rules.type_of(content) or ""
        return rules.as_kept(content, kind), rules.name_to_keep("photo\u202egnp.exe", kind)

    @door()
    def file_name(content: bytes) -> object:
        """What a browser calls a file."""
        return rules.name_to_keep(_text(content), "image/png")

    @door(Refused)
    def sheet(content: bytes) -> object:
        """Sheets of who does what where, goods, rates: CSV, packed CSV, XLSX, ODS."""
        table = sheets.read(content)
        guesses = columns.guess(table.header, [row for _n, row in table.rows], table.tags)
        mapping = said.Mapping3W(columns=columns.as_mapping(guesses), country="GH")
        return said.rows(table, mapping, Reading(), file="sheet")

    @door(Refused)
    def manifest(content: bytes) -> object:
        """A list of arrivals."""
        return manifests.read_sheet(content, today=TODAY, lands_on=TODAY)

    @door(Refused)
    def standard(content: bytes) -> object:
        """Quality standards as a sheet."""
        return standard_files.read(opened.read(content, standard_files.WORDS))

    @door(Refused)
    def offer_sheet(content: bytes) -> object:
        """Offers as a sheet."""
        table = opened.read(content, offers.WORDS)
        found = offers.Found(lambda _: None, lambda _: None, lambda _: None, frozenset())
        return offers.read(table, found, source="sheet")

    @door()
    def outline(content: bytes) -> object:
        """GeoJSON of an area."""
        found = read_outline(content, pcode="GH01")
        if isinstance(found, list):
            raise Said(", ".join(found))
        return found


def _forms() -> None:
    from homeward.core.foreign import json_of
    from homeward.forms import definition, instances, kobo, xlsform, xpath
    from homeward.forms.filling import Filling
    from homeward.forms.tests import sheets as made
    from homeward.openrosa import bodies
    from homeward.surveys import sheet_files
    from homeward.surveys.instruments import FaultySheet

    @lru_cache
    def form() -> definition.Definition:
        survey = [
            ["type", "name", "label", "calculation", "relevant"],
            ["integer", "age", "Age", "", ""],
            ["select_one yes", "well", "Well?", "", "${age} > 3"],
            ["begin repeat", "child", "Children", "", ""],
            ["text", "called", "Name", "", ""],
            ["end repeat", "", "", "", ""],
            ["calculate", "twice", "", "${age} * 2", ""],
        ]
        choices = [["list_name", "name", "label"], ["yes", "good", "Good"], ["yes", "bad", "Bad"]]
        return xlsform.read(made.form(survey, choices)).definition

    @door(xlsform.Faulty)
    def xlsform_file(content: bytes) -> object:
        """A form as an XLSForm workbook."""
        return xlsform.read(content)

    @door(xpath.NotUnderstood)
    def xpath_expression(content: bytes) -> object:
        """One expression of a form, compiled and evaluated on an empty instance."""
        return xpath.compiled(_text(content))

    @door(instances.NotAnInstance)
    def submission(content: bytes) -> object:
        """A filled form of ODK's clients: its head, its answers, and all of them evaluated."""
        instances.head_of(content)
        answers = instances.answers_of(content, form())
        return Filling(form(), answers, now=NOW).computed

    @door(ValueError)
    def kobo_record(content: bytes) -> object:
        """A filled form as KoboToolbox's JSON gives it. ValueError is met on fetching."""
        record = json_of(content)
        if not isinstance(record, dict):
            raise Said("no record")
        answers = kobo.answers_of(record, form())
        list(kobo.faults_of(answers, form()))
        return Filling(form(), answers, now=NOW).computed

    @door(kobo.NotAWorkbook)
    def kobo_export(content: bytes) -> object:
        """An export of KoboToolbox as a workbook."""
        return kobo.read_export(content, form())

    @door(FaultySheet)
    def scoring_sheet(content: bytes) -> object:
        """A user's scoring sheet: TOML or a workbook."""
        return sheet_files.read(content, name="sheet")

    @door()
    def chunked_body(content: bytes) -> object:
        """A body in chunks, as it is read before the application."""
        environ = {"CONTENT_LENGTH": _text(content[:8]), "wsgi.input": io.BytesIO(content)}
        return bodies.spool(environ, io.BytesIO(), most=1 << 20)


def _reference() -> None:
    from homeward.exchange.activities import Intake, Options, Source
    from homeward.exchange.readers import (
        esco,
        geonames,
        hsds,
        iati_codelists,
        jordan_services,
        org_map,
        pcodes,
        returns,
    )
    from homeward.exchange.readings import Upload

    def iati(content: bytes, *, is_lenient: bool) -> object:
        intake = Intake(Options(is_lenient=is_lenient))
        source = Source("x.xml", io.BytesIO(content), len(content))
        records = list(intake.records([source], None))
        _told(intake.reading)
        return records

    @door()
    def iati_strict(content: bytes) -> object:
        """Programmes as IATI, strictly."""
        return iati(content, is_lenient=False)

    @door()
    def iati_lenient(content: bytes) -> object:
        """Programmes as IATI, mended and told."""
        return iati(content, is_lenient=True)

    @door()
    def codelist(content: bytes) -> object:
        """The standard's lists of codes."""

        def read(path: Path) -> object:
            records, reading = iati_codelists.read(path.parent)
            _told(reading)
            return records

        return _on_disk(content, "list.xml", read)

    def _read(reader: Any, name: str) -> Callable[[bytes], object]:
        def read(content: bytes) -> object:
            found = _on_disk(content, name, reader.read)
            _told(found[-1])
            return found

        return read

    @door()
    def hsds_archive(content: bytes) -> object:
        """A directory of services as a packed HSDS 3 data package."""
        found, reading = hsds.read({"package.zip": content}, source="hsds")
        _told(reading)
        return found

    @door()
    def hsds_json(content: bytes) -> object:
        found, reading = hsds.read({"services.json": content}, source="hsds")
        _told(reading)
        return found

    @door()
    def hsds_csv(content: bytes) -> object:
        found, reading = hsds.read({"services.csv": content}, source="hsds")
        _told(reading)
        return found

    @door()
    def directory_of_jordan(content: bytes) -> object:
        found, reading = jordan_services.read(
            Upload("en.json", content), Upload("ar.json", content)
        )
        _told(reading)
        return found

    @door()
    def esco_archive(content: bytes) -> object:
        found = _on_disk(content, "esco.zip", lambda path: esco.read(path, path))
        _told(found[-1])
        return found

    for name, reader, file in (
        ("geonames_dump", geonames, "GH.txt"),
        ("geonames_archive", geonames, "GH.zip"),
        ("geonames_gzip", geonames, "GH.txt.gz"),
        ("pcode_list", pcodes, "pcodes.csv"),
        ("pcode_archive", pcodes, "pcodes.zip"),
        ("returns_csv", returns, "returns.csv"),
        ("actor_names", org_map, "names.csv"),
    ):
        DOORS[name] = Door(name, _read(reader, file), (Said,))


def _between_installations() -> None:
    from homeward.archives import opening, sealing
    from homeward.packages import contents, envelope, identity

    alice = identity.from_secrets(b"a" * 32, b"b" * 32)

    @door()
    def card(content: bytes) -> object:
        """Another installation's card."""
        if (found := identity.read_card(content)) is None:
            raise Said("not a card")
        return found.fingerprint

    @door(envelope.NotForUs, envelope.Altered)
    def package(content: bytes) -> object:
        """A sealed package as it is sent."""
        opened = envelope.unseal(content, alice)
        return envelope.verified(opened.token, alice.signing, kind=envelope.PACKAGE)

    @door(envelope.Altered)
    def letter(content: bytes) -> object:
        """What was inside the outer envelope: signed, as it says."""
        envelope.header_of(content)
        return envelope.verified(
            content.decode("ascii", "replace"), alice.signing, kind=envelope.PACKAGE
        )

    @door(contents.NotAPackage)
    def case_archive(content: bytes) -> object:
        """A case as it travels, once opened."""
        return contents.unpack(content)

    @door(sealing.NotOpened)
    def sealed_archive(content: bytes) -> object:
        """An organisation's sealed archive."""

        def read(path: Path) -> None:
            sealing.open_to(path, path.with_suffix(".clear"), "a long passphrase")

        return _on_disk(content, "archive.sealed", read)

    @door(opening.Altered)
    def opened_archive(content: bytes) -> object:
        """An organisation's archive, once opened: held to its own manifest."""
        with opening.as_archive(io.BytesIO(content), len(content)) as archive:
            for table in archive.tables:
                list(archive.rows(table))
        return None


def _tables() -> None:
    from homeward.core.tables import FileRefused
    from homeward.estimation import extracts
    from homeward.estimation.studies import NotPossible
    from homeward.linkage import people_file
    from homeward.matching import season_files
    from homeward.surveys import answer_files, instruments

    @door(FileRefused)
    def people_csv(content: bytes) -> object:
        """`homeward dedupe`."""
        return _on_disk(
            content, "p.csv", lambda path: people_file.read(path, None, lambda done: None)
        )

    @door(FileRefused, NotPossible)
    def extract_csv(content: bytes) -> object:
        """`homeward evaluate`."""
        asked = extracts.Asked("y", "t", ("a",))
        return _on_disk(content, "e.csv", lambda path: extracts.read(path, asked))

    @door(FileRefused, season_files.NoSuchGroup)
    def season_csv(content: bytes) -> object:
        """`homeward allocate`: one half is the pairs, the other the offers."""
        pairs, _mark, offers = content.partition(b"\x1e")

        def read(path: Path) -> object:
            other = path.with_name("offers.csv")
            other.write_bytes(offers or b"offer,places\no1,1\n")
            return season_files.read(season_files.Sources(path, other))

        return _on_disk(pairs, "pairs.csv", read)

    @door(FileRefused)
    def answers_csv(content: bytes) -> object:
        """`homeward score`."""
        sheet = instruments.shipped("rss")

        def read(path: Path) -> object:
            return answer_files.score_file(sheet, path, path.with_name("out.csv"), options={})

        return _on_disk(content, "answers.csv", read)

    @door(FileRefused)
    def answers_parquet(content: bytes) -> object:
        sheet = instruments.shipped("rss")

        def read(path: Path) -> object:
            return answer_files.score_file(sheet, path, path.with_name("o.parquet"), options={})

        return _on_disk(content, "answers.parquet", read)


def _words() -> None:
    from pydantic import ValidationError

    from homeward.core.foreign import json_of
    from homeward.exchange.api import paging, schemas
    from homeward.exchange.api.entry import Turned
    from homeward.exchange.hsds.asked import Asked, Misunderstood
    from homeward.linkage import encoded, names, preparing
    from homeward.linkage.records import Record
    from homeward.messages.rules import addresses, parts, stopping
    from homeward.messages.rules import content as messages
    from homeward.offline import rules as offline
    from homeward.offline.choices import Kind
    from homeward.programmes.rules.criteria import parsing, rendering
    from homeward.reception.manifests import dates

    bodies = [
        schemas.DraftIn, schemas.OfferIn, schemas.OfferChange, schemas.AnswerIn,
        schemas.ReportIn, schemas.StartIn,
    ]  # fmt: skip

    @door(ValidationError)
    def api_body(content: bytes) -> object:
        """A JSON body of the API; the first byte chooses the endpoint."""
        which = bodies[(content[0] if content else 0) % len(bodies)]
        return which.model_validate_json(content[1:])

    @door(Turned)
    def api_cursor(content: bytes) -> object:
        return paging._read(_text(content))

    @door(Misunderstood)
    def hsds_question(content: bytes) -> object:
        """The parameters of a question to the directory's interface."""
        text = _text(content)
        asked = Asked(dict.fromkeys(("q", "page", "since", "near", "full", "id", "format"), text))
        asked.text("q"), asked.whole("page", 1, 100), asked.moment("since"), asked.metres("near")
        asked.flag("full"), asked.key("id"), asked.is_lines()
        asked.finish()
        return asked

    @door(ValueError, parsing.NotACriterion)
    def criterion(content: bytes) -> object:
        """Whom a programme takes, as a tree. ValueError is json's, met by the form."""
        return rendering.render(parsing.parse(json_of(content)), "en")

    @door(offline.Unreadable, ValueError)
    def offline_entry(content: bytes) -> object:
        """An entry of a day's list that was without a network."""
        raw = json_of(content)
        offline.key_of(raw)
        return [offline.read(raw, kind) for kind in Kind]

    @door()
    def name_asked_for(content: bytes) -> object:
        """A name as somebody typed it: searched, folded, compared, encoded."""
        text = _text(content)[:500]
        names.tokens(text, key=b"k" * 32)
        names.likeness(text, "Abd el Rahman Ouédraogo")
        record = Record(id="1", given_name=text, family_name=text, birth_date=text[:10])
        row = preparing.prepare(record)
        found = list(preparing.keys(record, row))
        return names.terms(text), found, encoded.normalise(record)

    @door()
    def text_message(content: bytes) -> object:
        """A text of a message, and an answer that comes back."""
        text = _text(content)[:2000]
        parts.parts_of(text), stopping.is_stop(text), stopping.is_start(text)
        addresses.folded("sms", text), addresses.is_address("sms", text)
        addresses.is_address("email", text)
        messages.filled(text, {"name": "x"})
        return messages.reasons_not_to_write(text), messages.reasons_not_to_say(
            text, messages.Words(("Efua",), "https://h.example")
        )

    @door()
    def day(content: bytes) -> object:
        """A day as somebody wrote it."""
        text = _text(content)[:200]
        return dates.day_of(text, today=TODAY), dates.birth_of(text, today=TODAY)
