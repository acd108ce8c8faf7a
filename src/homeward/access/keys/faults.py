"""What can go wrong with keys. Each names tables, rows and keys, and never a value."""


class KeyFault(Exception):
    """Any of them. Pages answer by access.middleware."""

    # Its words may be logged (core.logs).
    tells_of_nobody = True


class StoreUnreachable(KeyFault):
    """The key store does not answer: nothing sealed is read or written until it does."""


class WrongMasterKey(KeyFault):
    """The master key that a data key was wrapped with is not configured, or another secret."""


class KeyDestroyed(KeyFault):
    """The person was erased: no key is ever made for them again."""


class Unreadable(KeyFault):
    """A sealed value was altered, moved from another row, or its key is lost."""
