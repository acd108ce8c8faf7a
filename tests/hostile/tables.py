"""Hostile sheets: CSV and workbooks, of who does what where, arrivals, offers, standards."""

from tests.hostile import making
from tests.hostile.items import EITHER, TAKEN, Shelf

SHELF = Shelf()
put = SHELF.put
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADS = "organisation,sector,region,status"


def dimension(ref: str, cell: str) -> bytes:
    """A sheet that says it is as large as `ref`, with one cell at `cell`."""
    row = "".join(c for c in cell if c.isdigit())
    return making.workbook(
        sheet_xml=f'<worksheet xmlns="{MAIN}"><dimension ref="{ref}"/><sheetData>'
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>organisation</t></is></c></row>'
        f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'
    )


WORKBOOKS = {
    "dimension": ("says that it has 16,384 columns and a million rows",
        lambda: dimension("A1:XFD1048576", "A2")),
    "far-cell": ("has one cell at the far end, so that all before it are made",
        lambda: dimension("A1:XFD1048576", "XFD1048576")),
    "entity": ("grows by entities", lambda: making.workbook(
        sheet_xml='<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>')),
    "file-entity": ("reads a file by an entity", lambda: making.workbook(
        shared='<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst><si><t>&f;</t></si></sst>')),
    "macro": ("carries macros", lambda: making.workbook(
        more=[("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")])),
    "old-macro": ("carries a sheet of macros", lambda: making.workbook(
        more=[("xl/macrosheets/sheet1.xml", "<a/>")])),
    "outside-book": ("reads another workbook from the network", lambda: making.workbook(
        more=[("xl/externalLinks/_rels/externalLink1.xml.rels",
        '<Relationships><Relationship Id="r" Type="x/externalLinkPath" TargetMode="External" '
        'Target="http://127.0.0.1:9/book.xlsx"/></Relationships>')])),
    "leads-out": ("has a part that leads out", lambda: making.workbook(
        more=[("xl/../../../tmp/x", "x")])),
    "bomb": ("unpacks to 400 MB", lambda: making.zip_bomb("xl/workbook.xml")),
    "bomb-that-lies": ("says ten bytes and unpacks to 400 MB",
        lambda: making.zip_bomb("xl/worksheets/sheet1.xml", says=10)),
    "no-sheets": ("has a list of sheets with nothing in it", lambda: making.zipped([
        ("[Content_Types].xml", making.CONTENT_TYPES), ("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>')])),
    "no-parts": ("is an archive of nothing", lambda: making.zipped([])),
    "broken-xml": ("is no XML inside", lambda: making.workbook(sheet_xml="<worksheet><sheetData>")),
    "shared-out-of-range": ("points at a text that is not there", lambda: making.workbook(
        sheet_xml=f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>99999999</v></c>'
        '</row></sheetData></worksheet>')),
    "wrong-cells": ("has cells at places that are none", lambda: making.workbook(
        sheet_xml=f'<worksheet xmlns="{MAIN}"><sheetData><row r="0"><c r="ZZZZZZ999999999999"><v>1</v></c>'
        '</row></sheetData></worksheet>')),
    "cut": ("breaks off", lambda: making.workbook()[:200]),
    "locked": ("is locked", lambda: making.zipped([("xl/workbook.xml", "x")], flags=1)),
    "old-office": ("is of the old kind", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)),
    "twice": ("has one part twice", lambda: making.workbook(
        more=[("xl/workbook.xml", f'<workbook xmlns="{MAIN}"><sheets/></workbook>')])),
    "deep": ("nests a hundred thousand elements", lambda: making.workbook(
        sheet_xml=making.nested(100_000, "<a>", "</a>"))),
}  # fmt: skip
# Files of the data's own form, which may also be read without harm.
MAY_BE_READ = {"file-entity", "shared-out-of-range", "wrong-cells", "twice", "deep", "dimension"}
for name, (tries, make) in WORKBOOKS.items():
    for door in ("sheet", "kobo_export", "scoring_sheet", "xlsform_file"):
        may = name in MAY_BE_READ or (door == "kobo_export" and name not in {"cut", "old-office"})
        put(door, f"workbook-{name}", tries, make, EITHER if may else "refused")

TEXTS = {
    "formula": ("puts a formula into a cell", f"{HEADS}\n=cmd|'/c calc'!A0,x,y,z\n@SUM(1),+1,-1,=1\n"),
    "wide": ("has a million columns", "a," * 1_000_000 + "\n1\n"),
    "long": ("has three hundred thousand rows", f"{HEADS}\n" + "a,b,c,d\n" * 300_000),
    "nul": ("has a zero in it", f"{HEADS}\na\x00,b,c,d\n"),
    "open-quote": ("opens a quote and never closes it", f'{HEADS}\n"' + "x" * 300_000),
    "mixed-lines": ("ends its lines in three ways", f"{HEADS}\r\na,b,c,d\rb,c,d,e\nc,d,e,f\n\r"),
    "turned": ("turns the writing round", f"{HEADS}\n\u202eevil,b,c,d\n"),
    "no-rows": ("has headings alone", f"{HEADS}\n"),
    "empty": ("is empty", ""),
    "only-lines": ("is a hundred thousand empty lines", "\n" * 100_000),
    "only-quotes": ("is quotes alone", '"' * 50_001),
}  # fmt: skip
TAKEN_TEXTS = {"formula", "mixed-lines", "turned"}
for name, (tries, text) in TEXTS.items():
    put("sheet", f"csv-{name}", tries, text, EITHER if name in TAKEN_TEXTS else "refused")
put("sheet", "utf16-half", "breaks off in the middle of a character", b"\xff\xfea\x00,\x00b")
put("sheet", "utf16-lone", "holds half a character",
    b"\xff\xfea\x00,\x00b\x00\n\x00\x00\xd8,\x00x\x00")  # fmt: skip
put("sheet", "utf8-with-mark", "begins with a mark and holds Arabic",
    f"\ufeff{HEADS}\nمنظمة,b,c,d\n", TAKEN)  # fmt: skip
put("sheet", "no-encoding", "is in no writing at all", bytes(range(1, 256)) * 4, EITHER)
put("sheet", "gzip-bomb", "unpacks to 400 MB", making.gzip_bomb)
put("sheet", "gzip-cut", "breaks off", lambda: making.gzipped(b"a,b\n1,2\n" * 999)[:30])
put("sheet", "gzip-in-gzip", "is packed twice",
    lambda: making.gzipped(making.gzipped(b"a,b\n1,2\n")), EITHER)  # fmt: skip
put("sheet", "nine-megabytes", "is larger than is taken", lambda: b"a,b\n" * 2_400_000)
put("manifest", "dates", "has days that are none",
    "family name,given name,date of birth\nX,Y,99/99/9999\nX,Y,٣١/٠٢/٢٠٢٦\nX,Y,1e309\n", EITHER)  # fmt: skip
put("manifest", "ages", "has ages of a thousand digits",
    "family name,given name,age\nX,Y," + "9" * 5_000 + "\n", EITHER)  # fmt: skip
put("manifest", "superscript", "writes digits that Python takes for digits",
    "family name,given name,age\nX,Y,²³\nX,Y,①\n", EITHER)  # fmt: skip
put("standard", "huge", "has numbers of a thousand digits",
    "number,question,weight\n1,x," + "9" * 5_000 + "\n", EITHER)  # fmt: skip
put("offer_sheet", "numbers", "has places without end",
    "number,kind,title,places_total,weekly_hours,wage\n1,training,x,"
    + "9" * 5_000 + ",NaN,1e999999\n", EITHER)  # fmt: skip
put("offer_sheet", "superscript", "writes digits that Python takes for digits",
    "number,kind,title,places_total\n1,training,x,²\n", EITHER)  # fmt: skip

# Files of the command line

CSV_DOORS = {
    "people_csv": "id,given_name,birth_date",
    "extract_csv": "y,t,a",
    "season_csv": "person,offer,score",
    "returns_csv": "coo_iso,coa_iso,year,returned_refugees,returned_idps,resettlement,naturalisation",
    "pcode_list": "Location,Admin Level,P-Code,Name,Parent P-Code",
    "actor_names": "Organisation,Country,Lookup",
}
for door, heads in CSV_DOORS.items():
    count = heads.count(",") + 1
    row = ",".join(["9" * 5_000] * count)
    put(door, "digits", "has numbers of five thousand digits", f"{heads}\n{row}\n", EITHER)
    put(door, "not-a-number", "has numbers that are none",
        f"{heads}\n" + ",".join(["NaN"] * count) + "\n" + ",".join(["1e999"] * count) + "\n", EITHER)  # fmt: skip
    put(door, "nul", "has a zero in it", f"{heads}\n" + ",".join(["a\x00"] * count) + "\n", EITHER)
    put(door, "latin", "is not UTF-8", f"{heads}\n".encode() + b"\xe9," * count + b"\n")
    put(door, "superscript", "writes digits that Python takes for digits",
        f"{heads}\n" + ",".join(["²"] * count) + "\n", EITHER)  # fmt: skip
    put(door, "open-quote", "opens a quote and never closes it",
        f'{heads}\n"' + "x" * 300_000, EITHER)  # fmt: skip
    put(door, "binary", "is no text", lambda: making.chance("binary").randbytes(5_000))
put("answers_csv", "wide", "has a hundred thousand columns", "a," * 100_000 + "\n")
put("answers_csv", "binary", "is no text", b"\x00\xff" * 500)
put("answers_parquet", "cut", "breaks off", b"PAR1\x00\x00\x00")
put("answers_parquet", "huge-foot", "says that its foot is larger than it is",
    b"PAR1" + bytes(40) + b"\xff\xff\xff\x7fPAR1")  # fmt: skip
