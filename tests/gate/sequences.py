"""For each term of the gate a short sequence that comes to a difference when the term is missing.

Each begins where random sequences do (`World.begin`: host to partner, to the desk and to the
provider, partner to host, all under agreement and consent, and a referral sent).
"""

from typing import Any

Step = tuple[str, dict[str, Any]]


def do(verb: str, **choices: Any) -> Step:
    return verb, choices


SEAL = do("seal", by="h2", case=0, both=True, member="h1")
EMERGENCY = do("open_emergency", by="s1", case=1)
AT_THE_DESK = do("open_emergency", by="a1", case=1)
ACCEPTED = do("answer", n=0, accepts=True)

SEQUENCES: dict[str, list[Step]] = {
    "own organisation": [],
    "clearance": [],
    "clearance for what is shared": [do("change_roles", name="p1", roles=2)],
    "narrowed clearance": [do("narrow_clearance", data_class=5, role="", user="h1")],
    "active account": [do("suspend", name="h3", back=False)],
    "team of a sealed file": [SEAL],
    "seal on what others share": [do("seal", by="p2", case=0, both=True, member="p2")],
    "seal on waits": [SEAL],
    # The file of the child alone: the seal itself is a row about the mother.
    "seals are their team's": [do("seal", by="h2", case=0, both=False, member="h1")],
    "clause in force": [do("move_agreement", n=0, how="suspend")],
    "dates of the agreement": [do("later", days=301)],
    "agreement in force": [do("move_agreement", n=0, how="suspend")],
    "agreement signed by all": [do("strike_signature", n=0)],
    "consent": [do("withdraw", n=0, by="self")],
    "end of a consent": [do("narrow", n=0, days=2), do("later", days=3)],
    "folding anew": [do("withdraw", n=0, by="self")],
    "purpose": [],
    "write clause": [
        do("draft_agreement", lead="H", to="S", covers=1, purpose=1, starts=0, days=9, back=False,
           may_write=False, days_after=0, ground=""),
        do("sign", n=4, second=False), do("sign", n=4, second=True),
        *[do("consent", by="h1", person=n, org="S", purpose=1, covers=1, days=0) for n in range(3)],
        do("change", by="s1", n=0),
    ],
    "person seen by the writer": [do("store", by="s1", person=2, data_class=4)],
    "asylum bar": [AT_THE_DESK],
    # The eighth of the mother's rows: there are two of class Case.
    "asylum never moves": [do("transfer", n=7, org="A")],
    "block in an emergency": [EMERGENCY, do("block", by="self", person=2, org="S", country="")],
    "hour of an emergency": [EMERGENCY, do("later", days=0)],
    "end of an emergency": [EMERGENCY, do("end_emergency", n=0)],
    "user of an emergency": [do("withdraw", n=2, by="self"), do("open_emergency", by="p2", case=1)],
    "emergency only reads": [EMERGENCY, do("store", by="s1", person=2, data_class=4)],
    "receiver of a referral": [],
    "facts of a referral that has ended": [ACCEPTED, do("report", n=0, outcome="certificate"),
                                           do("later", days=4)],
    "consent for the facts of a referral": [
        do("narrow", n=5, days=2), do("later", days=3),
        do("consent", by="h1", person=0, org="S", purpose=1, covers=1, days=0),
    ],
    "referral of the link": [
        do("draft_referral", by="h1", case=0, facts=0, message=False), do("send", n=1),
    ],
    "revoked link": [do("revoke_link", n=0)],
    "link that has ended": [do("later", days=30)],
    "self": [],
    # The helper reads identity and case; there are rows of other classes at the beginning.
    "classes of a helper": [],
}  # fmt: skip

# What was open or shut wrongly once.
FOUND: dict[str, list[Step]] = {
    "a block against the owner's own country, lifted": [
        do("block", by="self", country="BE", org="A", person=0), do("lift_block", by="self", n=0),
    ],
    "a ground that only an ended agreement names": [
        do("draft_agreement", lead="H", to="P", covers=0, purpose=1, starts=0, days=2, back=False,
           may_write=False, days_after=0, ground="public_task"),
        do("sign", n=4, second=False), do("sign", n=4, second=True),
        do("withdraw", n=0, by="self"),
        do("request_basis", person=0, org="P", purpose=1, covers=0, days=30, ground="public_task"),
        do("decide_basis", n=0, approve=True), do("later", days=3),
    ],
    "days after a referral that another clause names": [
        do("draft_agreement", lead="H", to="V", covers=0, purpose=1, starts=0, days=90, back=False,
           may_write=False, days_after=60, ground=""),
        do("sign", n=4, second=False), do("sign", n=4, second=True),
        ACCEPTED, do("report", n=0, outcome="certificate"), do("later", days=4),
    ],
    "a message that may speak of what is no longer agreed": [
        do("move_agreement", n=2, how="suspend"), do("move_agreement", n=2, how="end"),
        do("draft_agreement", lead="H", to="V", covers=0, purpose=3, starts=0, days=90, back=False,
           may_write=False, days_after=3, ground=""),
        do("sign", n=4, second=False), do("sign", n=4, second=True),
    ],
}  # fmt: skip
