"""Hostile reference data, directories, programmes, packages and archives between installations."""

import base64
import json
from typing import Any

from tests.hostile import making
from tests.hostile.forms import LAUGHS, OUTSIDE, XXE
from tests.hostile.items import EITHER, TAKEN, Shelf

SHELF = Shelf()
put = SHELF.put
LINE = "1\tTown\tTown\tx\t5.5\t-0.1\tP\tPPL\tGH\t\t\t\t\t\t10\t\t\t\t2020-01-01"

# IATI

for name, content, tries in (
    ("laughs", making.iati("&h;", before=LAUGHS), "grows to a billion words"),
    ("file-entity", making.iati("&x;", before=XXE), "reads a file"),
    ("outside-type", making.iati("", before=OUTSIDE), "fetches its document type"),
    ("parameter-entity", making.iati("", before='<!DOCTYPE l [<!ENTITY % p SYSTEM '
     '"http://127.0.0.1:9/p">%p;]>'), "fetches by a parameter"),
    ("not-activities", b"<html/>", "is something else"),
    ("cut", making.iati(making.ACTIVITY)[:200], "breaks off"),
    ("empty", b"", "is empty"),
    ("deep", making.iati(making.nested(3_000, "<a>", "</a>")), "nests elements"),
    ("long-attribute", making.iati(f'<iati-activity x="{"y" * 11_000_000}"/>'), "has an attribute"),
    ("nul", making.iati("<iati-activity>\x00</iati-activity>"), "holds a zero"),
    ("utf7", b'<?xml version="1.0" encoding="utf-7"?><iati-activities/>', "is in another writing"),
    ("version", making.iati(version="9" * 10_000), "is of a version that is none"),
):  # fmt: skip
    put("iati_strict", name, tries, content)
    put("iati_lenient", name, tries, content, EITHER)
for name, activity, tries in (
    ("xinclude", '<iati-activity xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include '
     'href="file:///etc/passwd" parse="text"/></iati-activity>', "includes a file"),
    ("script", making.ACTIVITY.format("&lt;script&gt;alert(1)&lt;/script&gt;"), "puts in a program"),
    ("money", making.ACTIVITY.replace("</iati-activity>", '<budget><period-start iso-date="2020-01-01"/>'
     '<period-end iso-date="2020-12-31"/><value currency="USD" value-date="2020-01-01">'
     f'{"9" * 5_000}</value></budget></iati-activity>'), "has money without end"),
    ("days", making.ACTIVITY.replace("2020-01-01", "99999-99-99"), "has days that are none"),
    ("same-twice", making.ACTIVITY * 2, "comes twice"),
    ("within", f"<iati-activity>{making.ACTIVITY}</iati-activity>", "is within another"),
):  # fmt: skip
    put("iati_strict", name, tries, making.iati(activity), EITHER)
put("codelist", "laughs", "grows", (LAUGHS + "<codelist name='x'>&h;</codelist>"))
put("codelist", "file-entity", "reads a file", (XXE + "<codelist name='x'>&x;</codelist>"))
put("codelist", "not-xml", "is no XML", "name,code")

# Directories: HSDS, Jordan

ORGANISATION = "id,name,description\no1,Org,x\n"
for name, make, tries in (
    (
        "leads-out",
        lambda: making.zipped([("../../../tmp/service.csv", "id,name\n1,x\n")]),
        "leads out",
    ),
    ("absolute", lambda: making.zipped([("/etc/service.csv", "id\n1\n")]), "has an absolute path"),
    ("backslash", lambda: making.zipped([("..\\..\\service.csv", "id\n1\n")]), "leads out by \\"),
    ("bomb", lambda: making.zip_bomb("service.csv"), "unpacks to 400 MB"),
    ("bomb-that-lies", lambda: making.zip_bomb("service.csv", says=10), "says ten bytes"),
    (
        "twice",
        lambda: making.zipped([("a/service.csv", "id\n1\n"), ("b/service.csv", "id\n2\n")]),
        "has one table twice",
    ),
    ("locked", lambda: making.zipped([("service.csv", "id\n1\n")], flags=1), "is locked"),
    (
        "many",
        lambda: making.zipped([(f"t{n}.csv", "id\n") for n in range(5_000)]),
        "has many parts",
    ),
    ("cut", lambda: making.zipped([("service.csv", "id\n1\n")])[:-30], "breaks off"),
    ("not-zip", lambda: b"PK\x03\x04" + bytes(100), "is none"),
    ("empty", lambda: making.zipped([]), "holds nothing"),
    ("program", lambda: making.zipped([("run.exe", b"MZ")]), "holds a program"),
):
    put("hsds_archive", name, tries, make)
put("hsds_archive", "resources", "points its tables at files of the machine", lambda: making.zipped([
    ("datapackage.json", json.dumps({"resources": [{"name": "service", "path": "/etc/passwd"},
     {"name": "organization", "path": "http://127.0.0.1:9/o.csv"}]})),
    ("organization.csv", ORGANISATION)]), EITHER)  # fmt: skip
put("hsds_archive", "resources-wrong", "describes its tables by numbers", lambda: making.zipped([
    ("datapackage.json", '{"resources": [1, null, {"name": []}, {"path": {}}]}'),
    ("organization.csv", ORGANISATION)]), EITHER)  # fmt: skip
for name, content, tries in (
    ("deep", b"[" * 200_000 + b"]" * 200_000, "nests lists"),
    ("deep-service", b'{"id":"1","name":"x","organization":' * 400 + b"1" + b"}" * 400, "nests"),
    ("nan", b'{"services": [{"id": "1", "name": "x", "minimum_age": NaN}]}', "has no number"),
    ("half", b'{"id": "1", "name": "\\ud800", "status": "active"}', "holds half a character"),
    ("digits", b'{"id": "1", "minimum_age": ' + b"9" * 5_000 + b"}", "has five thousand digits"),
    ("kinds", b'[{"id": [], "name": {}, "organization": 3, "phones": {"a": 1}, "locations": "x"}]',
     "has all in other kinds"),
    ("latin", b'{"name": "\xe9"}', "is not UTF-8"),
    ("text", b'"x"', "is a text"),
):  # fmt: skip
    put("hsds_json", name, tries, content)
put("hsds_csv", "nul", "has a zero in it", "id,name,status\n1,a\x00b,active\n")
put("hsds_csv", "wide", "has a hundred thousand columns", "id," * 100_000 + "\n")
put("directory_of_jordan", "deep", "nests lists", b"[" * 100_000)
put("directory_of_jordan", "kinds", "has all in other kinds",
    b'{"features": [{"properties": [1], "geometry": "x"}, 3, null]}', EITHER)  # fmt: skip
put("directory_of_jordan", "nowhere", "stands at places that are none",
    b'{"features": [{"properties": {"id": {"a": 1}}, "geometry": {"coordinates": [1e999, "x"]}}]}')  # fmt: skip

# Places

for name, line, tries in (
    ("cells", "a\tb", "has too few cells"),
    ("digits", LINE.replace("1\t", "9" * 5_000 + "\t", 1), "has an id of five thousand digits"),
    ("superscript", LINE.replace("1\t", "²\t", 1), "writes digits that Python takes for digits"),
    ("nowhere", LINE.replace("5.5", "nan"), "stands nowhere"),
    ("far", LINE.replace("5.5", "1e400"), "stands beyond the globe"),
    ("nul", LINE.replace("Town\tTown", "To\x00wn\tTown"), "has a zero in its name"),
    ("long", LINE.replace("Town\t", "T" * 100_000 + "\t", 1), "has a name like a book"),
):
    put("geonames_dump", name, tries, line + "\n")
put("geonames_dump", "latin", "is not UTF-8", LINE.encode() + b"\xe9\n")
put("geonames_archive", "bomb", "unpacks to 400 MB", lambda: making.zip_bomb("GH.txt"))
put("geonames_archive", "bomb-that-lies", "says ten bytes",
    lambda: making.zip_bomb("GH.txt", says=10))  # fmt: skip
put("geonames_archive", "leads-out", "leads out",
    lambda: making.zipped([("../../GH.txt", LINE + "\n")]), EITHER)  # fmt: skip
put("geonames_archive", "two", "holds two", lambda: making.zipped([("a.txt", ""), ("b.txt", "")]))
put("geonames_archive", "locked", "is locked", lambda: making.zipped([("a.txt", "x")], flags=1))
put("geonames_gzip", "bomb", "unpacks to 400 MB", making.gzip_bomb)
put("geonames_gzip", "cut", "breaks off", lambda: making.gzipped(LINE.encode() * 99)[:40])
put("geonames_gzip", "not-gzip", "is none", b"plain")
put("pcode_list", "circle", "stands under itself",
    "Location,Admin Level,P-Code,Name,Parent P-Code\nGHA,1,GH01,A,GH01\n")  # fmt: skip
put("pcode_list", "level", "has a level without end",
    "Location,Admin Level,P-Code,Name,Parent P-Code\nGHA," + "9" * 5_000 + ",GH01,A,GHA\n")  # fmt: skip
put("pcode_archive", "bomb", "unpacks to 400 MB", lambda: making.zip_bomb("p.csv"))
put("returns_csv", "years", "has a year of raised digits",
    "coo_iso,coa_iso,year,returned_refugees,returned_idps,resettlement,naturalisation\n"
    "GHA,BEL,²⁰²⁰,1,1,1,1\n")  # fmt: skip
put("returns_csv", "hdx-year", "has a year of raised digits in the other table",
    "origin_location_code,population_group,min_age,population,reference_period_start\n"
    "GHA,RET,all,1,²⁰²⁰\n", EITHER)  # fmt: skip
put("esco_archive", "bomb", "unpacks to 400 MB", lambda: making.zip_bomb("skills_en.csv"))
put("esco_archive", "empty", "holds nothing", lambda: making.zipped([]))
put("esco_archive", "two-languages", "holds two languages",
    lambda: making.zipped([("skills_en.csv", "x"), ("skills_fr.csv", "x")]))  # fmt: skip
for name, content, tries in (
    ("deep", b'{"type":"FeatureCollection","features":' + b"[" * 50_000, "nests lists"),
    ("deep-collections", b'{"type":"GeometryCollection","geometries":[' * 400 + b"]}" * 400, "nests"),
    ("many-points", making.as_json({"type": "Polygon", "coordinates":
     [[[n / 1e6, n / 1e6] for n in range(60_000)]]}), "has sixty thousand points"),
    ("nan", b'{"type":"Polygon","coordinates":[[[NaN,0],[1,1],[1,0],[NaN,0]]]}', "is nowhere"),
    ("far", b'{"type":"Polygon","coordinates":[[[1e308,0],[1,1],[1,0],[1e308,0]]]}', "is beyond"),
    ("kinds", b'{"type":"Polygon","coordinates":{"a":[1]}}', "has all in other kinds"),
    ("texts", b'{"type":"Polygon","coordinates":[[["a","b"],[1,1],[1,0],["a","b"]]]}', "has texts"),
    ("line", b'{"type":"LineString","coordinates":[[0,0],[1,1]]}', "is a line"),
    ("flat", b'{"type":"Polygon","coordinates":[[[0,0],[0,0],[0,0],[0,0]]]}', "has no area"),
):  # fmt: skip
    put("outline", name, tries, content)

# Between installations


def _b64(said: Any) -> bytes:
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


KEY = {"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}
for name, content, tries in (
    ("deep", b"[" * 9_000, "nests lists"),
    ("key-short", making.as_json({"kind": "homeward-card/1", "name": "x", "signing": KEY, "box": KEY}),
     "has a key of three bytes"),
    ("key-private", making.as_json({"kind": "homeward-card/1", "name": "x", "signing":
     {"kty": "RSA", "n": "x", "e": "y"}, "box": {}}), "has another kind of key"),
    ("list", b"[]", "is a list"),
    ("large", b" " * 20_000, "is larger than a card"),
    ("kinds", b'{"kind": ["homeward-card/1"]}', "has all in other kinds"),
):  # fmt: skip
    put("card", name, tries, content)
for name, head, tries in (
    ("none", {"alg": "none"}, "is signed by nobody"),
    ("hs256", {"alg": "HS256", "typ": "homeward-package+jws"}, "is signed with the public key"),
    ("crit", {"alg": "Ed25519", "crit": ["exp"], "exp": 0}, "asks for what is not known"),
    ("jwk", {"alg": "Ed25519", "jwk": KEY, "jku": "http://127.0.0.1:9/k"}, "brings its own key"),
    ("list", [1, 2], "has a list for a head"),
    ("deep", b"[" * 30_000, "nests its head"),
):
    put("letter", name, tries, _b64(head) + b"." + _b64({"a": 1}) + b"." + _b64(b"x" * 64))
put("letter", "dots", "is dots alone", b"." * 50_000)
for name, head, tries in (
    ("zip-bomb", {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "zip": "DEF"}, "unpacks"),
    ("dir", {"alg": "dir", "enc": "A256GCM"}, "takes the key as it is"),
    ("pbes", {"alg": "PBES2-HS256+A128KW", "enc": "A256GCM", "p2c": 2**31, "p2s": "AA"},
     "asks for two thousand million rounds"),
    ("curve", {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "epk": {"kty": "EC", "crv": "P-256"}},
     "has a key of another curve"),
    ("curve-none", {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "epk": {"kty": "OKP", "crv": "X1"}},
     "has a key of no curve"),
    ("kinds", {"alg": 3, "enc": [], "epk": "x"}, "has all in other kinds"),
):  # fmt: skip
    put("package", name, tries, b".".join([_b64(head), *[_b64(b"x" * 40)] * 4]))
put("package", "text", "is no letter", b"hello")
put("package", "empty", "is empty", b"")

DOCUMENT = {
    "format": "homeward-case/1",
    "package": "0" * 32,
    "people": [],
    "facts": [],
    "files": [],
}
for name, make, tries in (
    ("bomb", lambda: making.zip_bomb("case.json"), "unpacks to 400 MB"),
    ("bomb-that-lies", lambda: making.zip_bomb("case.json", says=10), "says ten bytes"),
    ("no-document", lambda: making.zipped([("x", "y")]), "holds no case"),
    ("deep", lambda: making.zipped([("case.json", "[" * 50_000)]), "nests lists"),
    ("list", lambda: making.zipped([("case.json", "[]")]), "is a list"),
    ("nobody", lambda: making.zipped([("case.json", json.dumps(DOCUMENT))]), "is about nobody"),
    ("locked", lambda: making.zipped([("case.json", "{}")], flags=1), "is locked"),
    ("paths", lambda: making.zipped([("case.json", json.dumps({**DOCUMENT, "people": [{"id": "1"}],
     "files": [{"path": "../../etc/passwd", "person": "1", "sha256": "x"}]}))]), "names a file outside"),
    ("kinds", lambda: making.zipped([("case.json", json.dumps({**DOCUMENT, "people": [1],
     "facts": "x", "files": 3}))]), "has all in other kinds"),
):  # fmt: skip
    put("case_archive", name, tries, make)

MAGIC = b"homeward-sealed/1\n"
for name, head, tries in (
    ("cost", {"n": 1 << 40, "r": 8, "p": 1}, "asks for a terabyte"),
    ("cost-high", {"n": 1 << 20, "r": 16, "p": 4}, "asks for two gigabytes"),
    ("cost-odd", {"n": 65_535, "r": 8, "p": 1}, "has a cost that is no power of two"),
    ("cost-text", {"n": "65536", "r": 8, "p": 1}, "writes its cost as text"),
    ("cost-below", {"n": -1, "r": 8, "p": 1}, "has a cost below nothing"),
    ("cost-fraction", {"n": 65536.5, "r": 8, "p": 1}, "has half a cost"),
):
    said = {**head, "salt": "00" * 16, "prefix": "00" * 7}
    put("sealed_archive", name, tries, MAGIC + json.dumps(said).encode() + b"\n" + bytes(100))
put("sealed_archive", "salt", "has no salt",
    MAGIC + b'{"n": 65536, "r": 8, "p": 1, "salt": "zz", "prefix": "00000000000000"}\n')  # fmt: skip
put("sealed_archive", "plain", "is not sealed", lambda: making.zipped([("manifest.json", "{}")]))
put("sealed_archive", "altered", "is sealed by somebody else",
    MAGIC + json.dumps({"n": 1024, "r": 8, "p": 1, "salt": "00" * 16, "prefix": "00" * 7}).encode()
    + b"\n" + bytes(5_000))  # fmt: skip
for name, make, tries in (
    ("bomb", lambda: making.zip_bomb("manifest.json"), "unpacks to 400 MB"),
    ("bomb-that-lies", lambda: making.zip_bomb("manifest.json", says=10), "says ten bytes"),
    ("deep", lambda: making.zipped([("manifest.json", "[" * 50_000)]), "nests lists"),
    ("no-manifest", lambda: making.zipped([("x", "y")]), "holds no manifest"),
    (
        "unknown-table",
        lambda: _manifested({"tables": {"pg_authid": 1}}),
        "names a table of the server",
    ),
    ("no-table", lambda: _manifested({"tables": {"cases_case": 1}}), "names a table that it lacks"),
    ("files-kinds", lambda: _manifested({"files": {"x": [1]}}), "has all in other kinds"),
):
    put("opened_archive", name, tries, make)


def _manifested(more: dict[str, Any]) -> bytes:
    said = {"format": "homeward-organisation/1", "id": "x", "organisation": {"name": "x"},
            "tables": {}, "files": {}, **more}  # fmt: skip
    return making.zipped([("manifest.json", json.dumps(said))])


# The API's bodies, and words

for name, body, tries in (
    ("deep", b"[" * 100_000, "nests lists"),
    ("deep-object", b'{"a":' * 5_000, "nests objects"),
    ("nan", b'{"case": NaN}', "has a number that is none"),
    ("digits", b'{"case": ' + b"9" * 5_000 + b"}", "has five thousand digits"),
    ("half", b'{"message": "\\ud800"}', "holds half a character"),
    ("nul", b'{"message": "\\u0000"}', "holds a zero"),
    ("unknown", b'{"is_admin": true}', "sets what is not asked"),
    ("kinds", b'{"case": {}, "facts": "x", "person": []}', "has all in other kinds"),
    ("proto", b'{"__proto__": {"a": 1}, "__class__": "x"}', "sets what objects are made of"),
    ("text", b'"x"', "is a text"),
    ("empty", b"", "is empty"),
):
    for which in range(3):
        put("api_body", f"{name}-{which}", tries, bytes([which]) + body)
for name, text, tries in (
    ("deep", _b64(b"[" * 30_000), "nests lists"),
    ("kinds", _b64({"a": 1}), "is an object"),
    ("naive", _b64(["2026-01-01", "x"]), "has a time without a zone"),
    ("not-base64", b"====", "is no base64"),
    ("not-ascii", "é".encode(), "is not ASCII"),
    ("empty-list", _b64([]), "is empty"),
):
    put("api_cursor", name, tries, text)
for name, tree, tries in (
    ("deep", b'{"version":1,"criterion":' + b'{"not":' * 3_000 + b"1" + b"}" * 3_000 + b"}", "nests"),
    ("deep-80", b'{"version":1,"criterion":' + b'{"not":' * 80 + b"1" + b"}" * 80 + b"}", "nests"),
    ("kinds", b'{"version":1,"criterion":{"all":{"a":1}}}', "has all in other kinds"),
    ("list", b"[]", "is a list"),
    ("number", b'{"version":1,"criterion":{"age":{"from":1e999}}}', "has a number without end"),
):  # fmt: skip
    put("criterion", name, tries, tree)
for name, entry, tries in (
    ("deep", b"[" * 50_000, "nests lists"),
    ("kinds", b'{"key": {}, "does": [], "came": {"a": 1}}', "has all in other kinds"),
    ("half", b'{"note": "\\ud800"}', "holds half a character"),
    ("nan", b'{"adults": NaN}', "has a number that is none"),
):
    put("offline_entry", name, tries, entry)
for name, text, tries in (
    ("injection", "'; drop table persons_person; --", "closes a quote"),
    ("long", "a" * 100_000, "is as long as a book"),
    ("marks", "\u0300" * 5_000, "is marks without letters"),
    ("turned", "\u202eEfua\u202c", "turns the writing round"),
    ("half", "\udc80", "holds half a character"),
    ("nul", "Ef\x00ua", "holds a zero"),
    ("wide", "𝔈𝔣𝔲𝔞" * 50, "is written in other letters"),
    ("arabic", "\ufdfa" * 200, "is one character that unfolds to eighteen"),
):
    raw = text.encode("utf-8", "surrogateescape")
    for door in ("name_asked_for", "text_message", "day"):
        put(door, name, tries, raw, TAKEN)
    put("hsds_question", name, tries, raw)
