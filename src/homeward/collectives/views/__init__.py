"""Pages of projects (`projects`), of members (`members`), of the log and the money (`money`), and
of what a project holds and builds (`keeping`)."""
