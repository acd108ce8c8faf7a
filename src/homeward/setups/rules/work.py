"""The work: programmes with corridors, places, criteria, packages, deadlines, and forms."""

from homeward.forms.choices import FormKind
from homeward.programmes.choices import CountsFrom, LineKind, ProgrammeKind, PublishedWay, Who
from homeward.setups.rules.columns import (
    Column,
    Sheet,
    amount,
    codes_in_words,
    country,
    day,
    many,
    one_of,
    text,
    whole,
)
from homeward.setups.rules.ground import stated_by
from homeward.tasks.choices import DayKind, TaskKind


def programme() -> Column:
    return Column(name="programme", about="its code", read=text(120), needed=True)


PROGRAMMES = Sheet(
    name="programmes",
    about="What is done for whom. The organisation of `stated_by` leads it.",
    keys=("code",),
    columns=(
        Column(name="code", about="short, and for good", read=text(120), needed=True),
        Column(name="name", about="in its own words", read=text(500), needed=True),
        Column(
            name="kind", about=codes_in_words(ProgrammeKind.values),
            read=one_of(ProgrammeKind.values),
        ),
        Column(name="description", about="for staff of other organisations", read=text(5000)),
        Column(name="funder", about="name of an organisation", read=text(255), empty=None),
        Column(name="starts_on", about="first day", read=day, empty=None),
        Column(name="ends_on", about="last day", read=day, empty=None),
        Column(name="seats", about="how many places; empty: nobody said", read=whole, empty=None),
        Column(name="target_groups", about="codes, by semicolons", read=many(text(40)), empty=()),
        stated_by(),
    ),
    example=(("MER-1", "Homecoming Meridia", "reintegration",
              "Support for returnees in their first year.", "", "{today}", "", "",
              "young-returnees", "ada@rbm.example"),),
)  # fmt: skip
CORRIDORS = Sheet(
    name="corridors",
    about="From which country to which a programme accompanies people.",
    keys=("programme", "host", "origin"),
    columns=(
        programme(),
        Column(name="host", about="country they leave", read=country, needed=True),
        Column(name="origin", about="country they return to", read=country, needed=True),
        Column(
            name="transit", about="countries of the way, by semicolons", read=many(country),
            empty=(),
        ),
        stated_by(),
    ),
    example=(("MER-1", "XD", "XC", "", "ada@rbm.example"),),
)  # fmt: skip
PLACES = Sheet(
    name="programme_places",
    about="Where a programme works.",
    keys=("programme", "country", "area"),
    columns=(
        programme(),
        Column(name="country", about="two letters", read=country, needed=True),
        Column(name="area", about="name or P-code; empty: all of it", read=text(200)),
        Column(name="seats", about="how many places there", read=whole, empty=None),
        stated_by(),
    ),
    example=(("MER-1", "XC", "Coast", "60", "ada@rbm.example"),),
)
CRITERIA = Sheet(
    name="criteria",
    about="Whom a programme takes, as a tree of conditions in a JSON file beside this one. A file"
    " that changed becomes the next version, from its day on.",
    keys=("programme",),
    columns=(
        programme(),
        Column(name="file", about="for example criteria-mer-1.json", read=text(200), needed=True),
        Column(name="valid_from", about="from which day", read=day, needed=True),
        Column(name="note", about="why it is as it is", read=text(1000), needed=True),
        stated_by(),
    ),
    example=(("MER-1", "criteria-mer-1.json", "{today}", "As agreed with the funder",
              "ada@rbm.example"),),
)  # fmt: skip
PACKAGES = Sheet(
    name="packages",
    about="What the programme gives: a line of each kind, all of a name together. A published table"
    " is never rewritten: give the next version another name and first day.",
    keys=("programme", "name"),
    grouped=True,
    columns=(
        programme(),
        Column(name="name", about="of the version, for example 2027", read=text(120), needed=True),
        Column(name="country", about="of return; empty: any", read=country, empty=None),
        Column(name="valid_from", about="first day", read=day, needed=True),
        Column(name="valid_until", about="last day", read=day, empty=None),
        Column(name="currency", about="three letters", read=text(3), needed=True),
        Column(
            name="counts_from", about=codes_in_words(CountsFrom.values),
            read=one_of(CountsFrom.values), empty=CountsFrom.ARRIVAL.value,
        ),
        Column(
            name="kind", about=codes_in_words(LineKind.values), read=one_of(LineKind.values),
            needed=True,
        ),
        Column(name="who", about=codes_in_words(Who.values), read=one_of(Who.values), needed=True),
        Column(
            name="way", about=codes_in_words(PublishedWay.values),
            read=one_of(PublishedWay.values), empty=PublishedWay.ANY.value,
        ),
        Column(name="amount", about="for example 1250.50", read=amount, needed=True),
        Column(name="months_within", about="to be used within", read=whole, empty=None),
        Column(name="note", about="what else is to know", read=text(500)),
        stated_by(),
    ),
    example=(
        ("MER-1", "{year}", "", "{today}", "", "EUR", "arrival", LineKind.values[0],
         "per_case", "any", "400", "", "", "ada@rbm.example"),
        ("MER-1", "{year}", "", "{today}", "", "EUR", "arrival", LineKind.values[1],
         "per_case", "any", "1800", "12", "Training or tools", "ada@rbm.example"),
    ),
)  # fmt: skip
DEADLINES = Sheet(
    name="deadlines",
    about="How long something may wait. Without a line of a programme's own the general rule that"
    " comes with the software holds.",
    keys=("programme", "kind", "valid_from"),
    columns=(
        programme(),
        Column(
            name="kind", about="what waits, for example answer_referral",
            read=one_of(TaskKind.values), needed=True,
        ),
        Column(name="days", about="how many", read=whole, needed=True),
        Column(
            name="day_kind", about=codes_in_words(DayKind.values), read=one_of(DayKind.values),
            empty=DayKind.WORKING.value,
        ),
        Column(name="source", about="where it is written", read=text(200), needed=True),
        Column(name="valid_from", about="today or later", read=day, needed=True),
        stated_by(),
    ),
    example=(("MER-1", "answer_referral", "5", "working", "Operating procedure, step 4",
              "{today}", "ada@rbm.example"),),
)  # fmt: skip
FORMS = Sheet(
    name="forms",
    about="Questionnaires as XLSForm workbooks beside this file. One that changed becomes the next"
    " version.",
    keys=("title", "stated_by"),
    columns=(
        Column(name="title", about="what it is called", read=text(200), needed=True),
        Column(
            name="kind",
            about=codes_in_words(FormKind.values),
            read=one_of(FormKind.values),
            empty=FormKind.ASSESSMENT.value,
        ),
        Column(name="file", about="for example intake.xlsx", read=text(200), needed=True),
        Column(name="valid_from", about="asked from this day on", read=day, needed=True),
        stated_by(),
    ),
)
WORK = (PROGRAMMES, CORRIDORS, PLACES, CRITERIA, PACKAGES, DEADLINES, FORMS)
