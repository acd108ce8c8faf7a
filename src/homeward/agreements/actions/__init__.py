"""Every write on agreements. What they open is open, and closed, from the next statement on."""

from homeward.agreements.actions.drafting import (
    add_clause,
    add_party,
    draft,
    name_controllers,
    remove_clause,
    remove_party,
    succeed,
)
from homeward.agreements.actions.keeping import (
    add_contact,
    attach,
    detach,
    remove_contact,
    review,
)
from homeward.agreements.actions.moves import close_again
from homeward.agreements.actions.signing import (
    end,
    offer_for_signature,
    record_paper_signature,
    resume,
    sign,
    suspend,
    take_back,
)

__all__ = [
    "add_clause",
    "add_contact",
    "add_party",
    "attach",
    "close_again",
    "detach",
    "draft",
    "end",
    "name_controllers",
    "offer_for_signature",
    "record_paper_signature",
    "remove_clause",
    "remove_contact",
    "remove_party",
    "resume",
    "review",
    "sign",
    "succeed",
    "suspend",
    "take_back",
]
