"""Reads of follow-ups, contacts, samples and bodies, and the facts their rules ask for."""

from homeward.followups.queries.bodies import (
    bodies,
    bodies_for,
    bodies_overlap,
    body_to_follow,
    followed_by,
    following_facts,
    monitorings,
)
from homeward.followups.queries.contacts import (
    Contact,
    contacts_of,
    last_contacts,
    loss_of,
    to_contact,
)
from homeward.followups.queries.planning import (
    follow_up_of,
    holding_facts,
    is_followed,
    monitoring_of,
    next_planned,
    of_case,
    steps_for,
    steps_of,
    timeline,
)
from homeward.followups.queries.reaching import (
    asking_facts,
    errands_of,
    relays,
    tries_of,
    wish_of,
)
from homeward.followups.queries.samples import (
    draws,
    drawn_again,
    frame,
    samples,
    survey_not_held,
)

__all__ = [
    "Contact",
    "asking_facts",
    "bodies",
    "bodies_for",
    "bodies_overlap",
    "body_to_follow",
    "contacts_of",
    "drawn_again",
    "draws",
    "errands_of",
    "follow_up_of",
    "followed_by",
    "following_facts",
    "frame",
    "holding_facts",
    "is_followed",
    "last_contacts",
    "loss_of",
    "monitoring_of",
    "monitorings",
    "next_planned",
    "of_case",
    "relays",
    "samples",
    "steps_for",
    "steps_of",
    "survey_not_held",
    "timeline",
    "to_contact",
    "tries_of",
    "wish_of",
]
