"""Who read what, and what was changed: the read log with its anchors, and the change history."""
