"""The keys of what is sealed: one data key per person, wrapped by a master key that no database
holds, in a store of their own (docs/decisions/0008).

`master` wraps and unwraps, `link` reaches the store, `store` keeps and destroys, `ring` holds
what a unit of work has opened, `rotation` changes the master key.
"""

from homeward.access.keys.faults import (
    KeyDestroyed,
    KeyFault,
    StoreUnreachable,
    Unreadable,
    WrongMasterKey,
)

__all__ = ["KeyDestroyed", "KeyFault", "StoreUnreachable", "Unreadable", "WrongMasterKey"]
