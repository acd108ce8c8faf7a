"""The worker's jobs on persons."""

import subprocess
import sys

from procrastinate.contrib.django import app

from homeward.persons import indexing, search

# No job sees the names of every organisation; this command works as the database's owner.
REINDEX = [sys.executable, "-m", "homeward.config.cli", "reindex"]


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="keep_name_search", lock="keep_name_search", pass_context=False)
def keep_name_search(timestamp: int = 0) -> None:
    """Counts new tokens, and makes the index anew after a crash has emptied it."""
    if search.is_complete():
        indexing.count_tokens()
    else:
        subprocess.run(REINDEX, check=True)
