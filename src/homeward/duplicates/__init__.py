"""Files that may be one person's: found at night, looked at side by side, settled by people."""
