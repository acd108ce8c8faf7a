"""The worker moves what was begun, and looks every five minutes for what a crash left."""

from uuid import UUID

from procrastinate.contrib.django import app

from homeward.handovers import actions
from homeward.handovers.actions import running
from homeward.indicators import jobs as indicators


@app.task(queue="handovers")
def hand_over(stage_id: str) -> None:
    actions.run(UUID(stage_id), figures=indicators.compute)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="find_handovers", pass_context=False)
def find_handovers(timestamp: int = 0) -> None:
    for found in running.under_way():
        running.call(found.stage)
