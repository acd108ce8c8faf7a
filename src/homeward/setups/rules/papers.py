"""Agreements as drafts, the texts of messages, and the ways messages go out."""

from homeward.access.choices import DataClass, Purpose
from homeward.agreements.choices import Form, Kind, Level, TransferGround
from homeward.messages.choices import Channel, Encoding, GatewayKind, Occasion
from homeward.setups.rules.columns import (
    Column,
    Sheet,
    codes_in_words,
    day,
    many,
    one_of,
    text,
    whole,
    yes_or_no,
)
from homeward.setups.rules.ground import stated_by

CLASSES = [one.name.lower() for one in DataClass]
PURPOSES = [one.name.lower() for one in Purpose]

AGREEMENTS = Sheet(
    name="agreements",
    about="Agreements as drafts: nothing is shared by them until each party has read and signed on"
    " its own page. The organisation of `stated_by` drafts and is the first party.",
    keys=("number",),
    columns=(
        Column(name="number", about="the drafter's own", read=text(40), needed=True),
        Column(name="title", about="what it is called", read=text(200), needed=True),
        Column(
            name="kind", about=codes_in_words(Kind.values), read=one_of(Kind.values), needed=True
        ),
        Column(name="level", about=codes_in_words(Level.values), read=one_of(Level.values)),
        Column(name="form", about=codes_in_words(Form.values), read=one_of(Form.values)),
        Column(name="starts_on", about="in force from", read=day, needed=True),
        Column(name="ends_on", about="in force until", read=day, empty=None),
        Column(name="review_on", about="next review", read=day, empty=None),
        Column(
            name="programmes", about="codes, by semicolons; empty: all", read=many(text(120)),
            empty=(),
        ),
        Column(
            name="parties", about="names of the other organisations, by semicolons",
            read=many(text(255)), needed=True,
        ),
        Column(
            name="controllers", about="which of the parties decide on the data, by semicolons",
            read=many(text(255)), empty=(),
        ),
        stated_by(),
    ),
    example=(("A-1", "Sharing for return and reintegration", "data_sharing", "international",
              "organisations", "{today}", "", "{next_year}-06-30", "MER-1", "Northland Counselling",
              "Return Bureau of Meridia;Northland Counselling", "ada@rbm.example"),),
)  # fmt: skip
CLAUSES = Sheet(
    name="clauses",
    about="What an agreement shares: from one party to another, which kinds of data, for what.",
    keys=("agreement", "article"),
    columns=(
        Column(name="agreement", about="its number", read=text(40), needed=True),
        Column(name="article", about="for example 4.1", read=text(20), needed=True),
        Column(name="from", about="name of a party", read=text(255), needed=True),
        Column(name="to", about="name of a party", read=text(255), needed=True),
        Column(
            name="data", about=f"by semicolons: {codes_in_words(CLASSES)}",
            read=many(one_of(CLASSES)), needed=True,
        ),
        Column(
            name="purposes", about=f"by semicolons: {codes_in_words(PURPOSES)}",
            read=many(one_of(PURPOSES)), needed=True,
        ),
        Column(name="may_write", about="yes or no", read=yes_or_no, empty=False),
        Column(name="days_after", about="days after a referral's end", read=whole, empty=0),
        Column(
            name="transfer_ground",
            about=f"where it crosses a border: {codes_in_words(TransferGround.values)}",
            read=one_of(TransferGround.values),
        ),
        Column(name="text", about="the wording", read=text(5000)),
        stated_by(),
    ),
    example=(
        ("A-1", "1", "Northland Counselling", "Return Bureau of Meridia",
         "identity;contact;profile;case", "casework;arrival", "no", "30", "explicit_consent",
         "", "ada@rbm.example"),
        ("A-1", "2", "Return Bureau of Meridia", "Northland Counselling", "identity;case",
         "casework", "no", "30", "national_law", "Data Protection Act, section 41",
         "ada@rbm.example"),
    ),
)  # fmt: skip
TEXTS = Sheet(
    name="texts",
    about="An organisation's own words for its messages; without them the house's words go out."
    " Only {reference}, {day}, {time}, {office} and {link} may stand in braces.",
    keys=("stated_by", "occasion", "language"),
    columns=(
        Column(
            name="occasion", about=codes_in_words(Occasion.values), read=one_of(Occasion.values),
            needed=True,
        ),
        Column(name="language", about="code of the language", read=text(5), needed=True),
        Column(name="body", about="the text", read=text(2000), needed=True),
        stated_by(),
    ),
    example=(("call_us", "en", "Please call {office} about {reference}.", "ada@rbm.example"),),
)  # fmt: skip
GATEWAYS = Sheet(
    name="gateways",
    about="How an organisation's messages go out. A secret stands in a file of its own beside this"
    " one, and nowhere else.",
    keys=("stated_by", "name"),
    columns=(
        Column(name="name", about="as you call it", read=text(120), needed=True),
        Column(
            name="channel", about=codes_in_words(Channel.values), read=one_of(Channel.values),
            needed=True,
        ),
        Column(
            name="kind", about="smtp, http or apprise",
            read=one_of([kind for kind in GatewayKind.values if kind != GatewayKind.FILE]),
            needed=True,
        ),
        Column(name="sender", about="address or number", read=text(200)),
        Column(name="host", about="of a mail server", read=text(200)),
        Column(name="port", about="of a mail server", read=whole, empty=None),
        Column(name="account", about="of a mail server", read=text(200)),
        Column(name="url", about="of a provider's interface", read=text(500)),
        Column(
            name="encoding", about=codes_in_words(Encoding.values), read=one_of(Encoding.values),
            empty=Encoding.JSON.value,
        ),
        Column(name="body", about="JSON with {to} and {text}", read=text(2000)),
        Column(name="per_minute", about="at most so many", read=whole, empty=30),
        Column(name="secret_file", about="name of the file with the secret", read=text(200)),
        stated_by(),
    ),
)  # fmt: skip
PAPERS = (AGREEMENTS, CLAUSES, TEXTS, GATEWAYS)
