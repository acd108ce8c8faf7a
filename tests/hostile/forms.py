"""Hostile forms and filled forms: XLSForm, OpenRosa's XML, KoboToolbox's JSON, scoring sheets."""

from tests.hostile import making
from tests.hostile.items import EITHER, TAKEN, Shelf

SHELF = Shelf()
put = SHELF.put
FORM, FILLED = "xlsform_file", "submission"
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in zip("bcdefgh", "abcdefg", strict=True))
    + "]>"
)
XXE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
OUTSIDE = '<!DOCTYPE l SYSTEM "http://127.0.0.1:9/x.dtd">'


def calculates(expression: str) -> bytes:
    return making.survey(["integer", "a", "A"], ["calculate", "c", "", "", expression])


def relevant(expression: str) -> bytes:
    return making.survey(["integer", "a", "A"], ["integer", "b", "B", expression])


# XLSForm

put(FORM, "cycle", "computes two values from each other", making.survey(
    ["integer", "q", "Q"], ["calculate", "a", "", "", "${b} + 1"],
    ["calculate", "b", "", "", "${a} + 1"]), EITHER)  # fmt: skip
put(FORM, "itself", "computes a value from itself", calculates("${c} + 1"), EITHER)
put(FORM, "deep-groups", "nests three hundred groups", lambda: making.survey(
    *[["begin group", f"g{n}", "G"] for n in range(300)], ["text", "t", "T"],
    *[["end group"] for _ in range(300)]), EITHER)  # fmt: skip
put(FORM, "deep-repeats", "nests sixty repeats", lambda: making.survey(
    *[["begin repeat", f"r{n}", "R"] for n in range(60)], ["text", "t", "T"],
    *[["end repeat"] for _ in range(60)]), EITHER)  # fmt: skip
put(FORM, "open-group", "opens a group and never ends it",
    making.survey(["begin group", "g", "G"], ["text", "t", "T"]))  # fmt: skip
put(FORM, "many-choices", "has a list of five thousand choices", lambda: making.survey(
    ["select_one long", "s", "S"],
    choices=[["long", f"c{n}", f"C{n}"] for n in range(5_000)]), EITHER)  # fmt: skip
put(FORM, "unknown-function", "calls a function of the machine", calculates("system('id')"))
put(FORM, "document-function", "reads a file by XPath", calculates("document('/etc/passwd')"))
put(FORM, "pulldata-outside", "reads a table by a path",
    calculates("pulldata('../../etc/passwd', 'a', 'b', 'c')"), EITHER)  # fmt: skip
put(FORM, "instance-outside", "asks for an instance that is a file",
    calculates("instance('file:///etc/passwd')/root/item"), EITHER)  # fmt: skip
put(FORM, "choices-from-outside", "takes its choices from a path",
    making.survey(["select_one_from_file ../../../etc/passwd.csv", "s", "S"]), EITHER)  # fmt: skip
put(FORM, "long-expression", "has an expression of a megabyte",
    lambda: calculates("1" + "+1" * 15_000), EITHER)  # fmt: skip
put(FORM, "deep-expression", "nests ten thousand brackets",
    lambda: calculates("(" * 5_000 + "1" + ")" * 5_000), EITHER)  # fmt: skip
put(FORM, "regex", "asks a regular expression that takes for ever",
    making.survey(["text", "t", "T", "", "", "regex(., '^(a+)+$')"]), EITHER)  # fmt: skip
put(FORM, "xml-in-label", "puts elements into a label",
    making.survey(["text", "t", '</label><instance src="file:///etc/passwd"/>']), EITHER)  # fmt: skip
put(FORM, "script-in-label", "puts a program into a label",
    making.survey(["text", "t", "<script>alert(1)</script>"]), EITHER)  # fmt: skip
put(FORM, "name-breaks-out", "puts elements into a name",
    making.survey(["text", 't"/><x y="', "T"]))  # fmt: skip
put(FORM, "unknown-type", "has a kind of question that is none", making.survey(["evil", "t", "T"]))
put(FORM, "name-twice", "has one name twice",
    making.survey(["text", "t", "T"], ["text", "t", "T"]))  # fmt: skip
put(FORM, "unknown-list", "names a list that is not there",
    making.survey(["select_one nowhere", "s", "S"]))  # fmt: skip
put(FORM, "audit", "asks the device to follow its holder", making.survey(
    ["audit", "audit", ""], ["text", "t", "T"]), EITHER)  # fmt: skip
put(FORM, "form-id", "has an id that breaks out of an attribute",
    making.survey(["text", "t", "T"], form_id='x" onload="y'), EITHER)  # fmt: skip
put(FORM, "public-key", "asks that answers be encrypted for somebody else",
    making.survey(["text", "t", "T"], public_key="MIIB", submission_url="http://127.0.0.1:9/"),
    EITHER)  # fmt: skip

# Expressions

for name, expression, tries in (
    ("injection", "' or '1'='1", "closes a quote"),
    ("document", "document('file:///etc/passwd')", "reads a file"),
    ("unparsed", "unparsed-text('/etc/passwd')", "reads a file"),
    ("namespace", "php:function('system', 'id')", "calls a function of another language"),
    ("extension", "exslt:node-set(x)", "calls an extension"),
    ("variable", "$secret", "reads a variable"),
    ("long", "1" + "+1" * 20_000, "is longer than any expression"),
    ("brackets", "(" * 3_000 + ")" * 3_000, "nests brackets"),
    ("square", "a" + "[1" * 3_000 + "]" * 3_000, "nests predicates"),
    ("half", "\udc80", "holds half a character"),
    ("nul", "a\x00b", "holds a zero"),
    ("unclosed", "concat('a', (1", "closes nothing"),
    ("closed", ")))))", "opens nothing"),
    ("empty", "", "is empty"),
    ("axes", "//*/ancestor::*/descendant::*" * 100, "walks everywhere"),
):
    raw = expression.encode("utf-8", "surrogateescape")
    end = EITHER if name in {"long", "brackets", "square", "axes"} else "refused"
    put("xpath_expression", name, tries, raw, end)

# Filled forms as XML

for name, content, tries in (
    ("laughs", f"{LAUGHS}<data id='test'>&h;</data>", "grows to a billion words"),
    ("file-entity", f"{XXE}<data id='test'><age>&x;</age></data>", "reads a file"),
    ("outside-type", f"{OUTSIDE}<data id='test'/>", "fetches its document type"),
    ("not-xml", "age=3", "is no XML"),
    ("empty", "", "is empty"),
    ("two-roots", "<data/><data/>", "has two beginnings"),
    ("deep", making.nested(5_000, "<a>", "</a>"), "nests five thousand elements"),
    ("undeclared", "<x:data/>", "has a prefix of nothing"),
    ("nul", "<data>\x00</data>", "holds a zero"),
    ("control", "<data>&#1;</data>", "holds a character that is none"),
    ("attributes", "<data " + " ".join(f'a{n}="x"' for n in range(50_000)) + "/>x", "has attributes"),
):  # fmt: skip
    put(FILLED, name, tries, content)
for name, content, tries in (
    ("xinclude", '<data xmlns:xi="http://www.w3.org/2001/XInclude"><age><xi:include '
     'href="file:///etc/passwd" parse="text"/></age></data>', "includes a file"),
    ("encoding", '<?xml version="1.0" encoding="utf-7"?><data/>', "is in another writing"),
    ("style", '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><data/>', "fetches a style"),
    ("location", '<data xmlns:s="http://www.w3.org/2001/XMLSchema-instance" '
     's:schemaLocation="a http://127.0.0.1:9/a.xsd"/>', "fetches a schema"),
    ("formula", "<data><age>=cmd|'/c calc'!A0</age></data>", "puts a formula into an answer"),
    ("number", f"<data><age>{'9' * 20_000}</age></data>", "has twenty thousand digits"),
    ("exponent", "<data><age>1e99999</age></data>", "has a number without end"),
    ("rows", "<data>" + "<child><called>x</called></child>" * 20_000 + "</data>", "has rows"),
    ("template", '<data><child template="" xmlns:jr="http://openrosa.org/javarosa" '
     'jr:template=""/></data>', "is a row that is none"),
    ("unasked", "<data><secret>x</secret><meta><role>admin</role></meta></data>", "says more"),
    ("row-number", "<data><child/><child/><child/></data>", "has empty rows"),
):  # fmt: skip
    put(FILLED, name, tries, content, EITHER)

# Filled forms as JSON

for name, content, tries in (
    ("deep", b"[" * 100_000, "nests lists"),
    ("deep-objects", b'{"child":' * 5_000 + b"1" + b"}" * 5_000, "nests objects"),
    ("nan", b'{"age": NaN}', "has a number that is none"),
    ("infinity", b'{"age": -Infinity}', "has a number without end"),
    ("half", b'{"well": "\\ud800"}', "holds half a character"),
    ("list", b"[1, 2]", "is a list"),
    ("text", b'"x"', "is a text"),
    ("cut", b'{"age": ', "breaks off"),
):
    put("kobo_record", name, tries, content)
put("kobo_record", "digits", "has five thousand digits", b'{"age": ' + b"9" * 5_000 + b"}")
put("kobo_record", "kinds", "answers with lists and objects",
    b'{"age": [1], "well": {"a": 1}, "child": 3, "twice": true}', EITHER)  # fmt: skip
put("kobo_record", "rows", "has a row that is no row", b'{"child": [1, null, "x", [2]]}', EITHER)
put("kobo_record", "exponent", "has a number of many digits", b'{"age": 1e308}', EITHER)
put("kobo_record", "name", "has a name that leads elsewhere",
    b'{"../../age": 1, "child[999999999]/called": "x", "age[2]": 3}', EITHER)  # fmt: skip

# Scoring sheets

for name, text, tries in (
    ("deep", "a = " + "[" * 20_000, "nests lists"),
    ("exponent", "points_without_answer = 1e999999999", "has a number that fills the memory"),
    ("digits", "warn_above = " + "9" * 5_000, "has five thousand digits"),
    ("cut", "[scales", "breaks off"),
    ("wrong-kinds", 'name = 3\nscales = "x"\nitems = {}', "has all in other kinds"),
    ("nan", "points_without_answer = nan", "has a number that is none"),
    ("keys", ".".join(["a"] * 5_000) + " = 1", "nests keys"),
    ("empty", "", "is empty"),
):
    put("scoring_sheet", f"toml-{name}", tries, text)
put(
    "chunked_body",
    "length-lies",
    "says that it is longer than it is",
    b"99999999" + b"x" * 20,
    TAKEN,
)
put("chunked_body", "length-arabic", "writes its length in other digits", "٣".encode() * 4, TAKEN)
put(
    "chunked_body",
    "length-superscript",
    "writes its length in raised digits",
    "²²²²".encode(),
    TAKEN,
)
put(
    "chunked_body",
    "large",
    "is larger than is taken",
    lambda: b"9999999 " + bytes(8_000_000),
    TAKEN,
)
