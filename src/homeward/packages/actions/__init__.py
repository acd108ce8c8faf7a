"""Every write on packages, by verb."""

from homeward.packages.actions.comparing import sealed_comparison, take_comparison
from homeward.packages.actions.knowing import enter_peer, forget_peer
from homeward.packages.actions.releasing import signed, take_release
from homeward.packages.actions.sending import enter_receipt, make
from homeward.packages.actions.taking import Read, read, refusal, take

__all__ = [
    "Read",
    "enter_peer",
    "enter_receipt",
    "forget_peer",
    "make",
    "read",
    "refusal",
    "sealed_comparison",
    "signed",
    "take",
    "take_comparison",
    "take_release",
]
