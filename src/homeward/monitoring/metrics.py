"""Measurements for Prometheus. Labels are names of views, states and kinds: never a path or an id.

Under several processes each writes into files of `PROMETHEUS_MULTIPROC_DIR`, which are added up
when somebody asks (config/child.py makes the folder before the library is loaded).
"""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Metric,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from homeward.monitoring import queries, readiness, rules
from homeward.monitoring.choices import JobState, Kind

METHODS = frozenset({"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter(
    "homeward_requests", "Requests by view, method and status", ["view", "method", "status"]
)
SECONDS = Histogram(
    "homeward_request_seconds", "How long a request took", ["view"], buckets=BUCKETS
)
PROCESSES = Gauge("homeward_web_processes", "Web processes", multiprocess_mode="livesum")
POOL = Gauge(
    "homeward_pool_connections", "Connections of the pools", ["state"], multiprocess_mode="livesum"
)


def observe(view: str, method: str, status: int, seconds: float) -> None:
    REQUESTS.labels(view, method if method in METHODS else "other", str(status)).inc()
    SECONDS.labels(view).observe(seconds)
    PROCESSES.set(1)
    pool = getattr(connection, "pool", None)
    if pool is not None:
        said = pool.get_stats()
        for state, name in (
            ("open", "pool_size"),
            ("free", "pool_available"),
            ("waited_for", "requests_waiting"),
        ):
            POOL.labels(state).set(said.get(name, 0))


class Figures(Collector):
    """What the database and the disk know, asked when somebody scrapes. Unknown is left out."""

    def collect(self) -> Iterator[Metric]:
        found = readiness.parts()
        yield _one("ready", "Whether pages can be served", float(readiness.is_ready(found)))
        yield _many(
            "part", "Each part of readiness", "part", {p.part.value: float(p.holds) for p in found}
        )
        if found[1].holds:
            yield from self._of_the_database(timezone.now())
        yield _one("disk_free_percent", "Free part of the disk", queries.disk_free())

    def _of_the_database(self, now: datetime) -> Iterator[Metric]:
        jobs = queries.job_figures()
        yield _many(
            "jobs", "Jobs by state", "state", {s.value: float(j.count) for s, j in jobs.items()}
        )
        outbox = queries.outbox()
        said = {"waiting": float(outbox.waiting), "given_up": float(outbox.given_up)}
        yield _many("messages", "Messages by state", "state", said)
        yield from _ages(
            now,
            {
                "jobs_oldest_waiting": jobs[JobState.WAITING].oldest,
                "messages_oldest_waiting": outbox.oldest,
                "worker_heartbeat": queries.heartbeat(),
                "anchor_missing": queries.unanchored_since(now),
                "backup": queries.backup().reaches,
            },
        )
        yield _one(
            "refused_most_by_one", "Most refusals of one account in a quarter of an hour",
            queries.refusals(now - timedelta(minutes=15)),
        )  # fmt: skip
        yield _one(
            "emergencies_last_day", "Uses of emergency access in a day",
            queries.emergencies(now - timedelta(days=1)),
        )  # fmt: skip
        lags = [one.lag for one in queries.replicas() if one.lag is not None]
        if lags:
            yield _one("replica_lag_seconds", "The slowest replica's lag", max(lags))
        open_now = queries.open_kinds()
        yield _many(
            "alerts_open", "Alerts that are open", "kind",
            {kind.value: float(kind in open_now) for kind in Kind if kind in rules.UNITS},
        )  # fmt: skip


def _one(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"homeward_{name}", about, value=value)


def _many(name: str, about: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"homeward_{name}", about, labels=[label])
    for said, value in values.items():
        family.add_metric([said], value)
    return family


def _ages(now: datetime, since: dict[str, datetime | None]) -> Iterator[GaugeMetricFamily]:
    for name, moment in since.items():
        if moment is not None:
            age = max(0.0, (now - moment).total_seconds())
            yield _one(f"{name}_age_seconds", f"Age: {name.replace('_', ' ')}", age)


def text() -> bytes:
    """All of it in Prometheus' own form."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        for metric in (REQUESTS, SECONDS, PROCESSES, POOL):
            registry.register(metric)
    registry.register(Figures())
    return generate_latest(registry)
