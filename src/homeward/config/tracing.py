"""OpenTelemetry, where OTEL_EXPORTER_OTLP_ENDPOINT names a collector; otherwise nothing is loaded.

A span says which view or statement it was and how long it took. What the libraries would add of
addresses, queries, hosts, users and the words of exceptions is left out before it leaves.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from homeward.config.environment import env

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan
    from opentelemetry.sdk.trace.export import SpanExporter

# Every other attribute is left out. Statements hold places for values and no value.
KEPT = frozenset(
    {
        "http.method", "http.request.method", "http.route", "http.status_code",
        "http.response.status_code", "db.system", "db.system.name", "db.statement",
        "db.query.text", "exception.type", "error.type",
    }
)  # fmt: skip


def begin(part: str) -> None:
    """For the web and the worker, before the first request or job."""
    if not env("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
        OTLPSpanExporter,
    )

    trace(part, OTLPSpanExporter())


def trace(part: str, exporter: "SpanExporter", *, at_once: bool = False) -> Any:
    """Traces by this exporter; `at_once` is for tests. Gives the provider."""
    from opentelemetry import trace as api  # noqa: PLC0415 - only where it is switched on
    from opentelemetry.instrumentation.django import DjangoInstrumentor  # noqa: PLC0415
    from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import (  # noqa: PLC0415
        BatchSpanProcessor,
        SimpleSpanProcessor,
    )

    provider = TracerProvider(
        # Not the default resource: that names the machine's processes with their arguments.
        resource=Resource({"service.name": f"homeward-{part}"})
    )
    clean = _clean(exporter)
    provider.add_span_processor(
        SimpleSpanProcessor(clean) if at_once else BatchSpanProcessor(clean)
    )
    api.set_tracer_provider(provider)
    DjangoInstrumentor().instrument(tracer_provider=provider)
    PsycopgInstrumentor().instrument(tracer_provider=provider)
    return provider


def _clean(exporter: "SpanExporter") -> "SpanExporter":
    from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult  # noqa: PLC0415

    class Clean(SpanExporter):
        """Hands on what tells of nobody."""

        def export(self, spans: Sequence["ReadableSpan"]) -> SpanExportResult:
            return exporter.export([cleaned(span) for span in spans])

        def shutdown(self) -> None:
            exporter.shutdown()

        def force_flush(self, timeout_millis: int = 30000) -> bool:
            return exporter.force_flush(timeout_millis)

    return Clean()


def cleaned(span: "ReadableSpan") -> "ReadableSpan":
    """The same span with the attributes that are kept, and no word of an exception."""
    from opentelemetry.sdk.trace import Event, ReadableSpan  # noqa: PLC0415
    from opentelemetry.trace import Status  # noqa: PLC0415

    return ReadableSpan(
        name=_name(span),
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=_kept(span.attributes),
        events=[Event(one.name, _kept(one.attributes), one.timestamp) for one in span.events],
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def _kept(attributes: Any) -> dict[str, Any]:
    return {name: value for name, value in (attributes or {}).items() if name in KEPT}


def _name(span: "ReadableSpan") -> str:
    """A request by its route and a statement by its verb, however the libraries call them."""
    said = _kept(span.attributes)
    method = said.get("http.method") or said.get("http.request.method")
    if method:
        return f"{method} {said.get('http.route', 'no route')}"
    statement = said.get("db.statement") or said.get("db.query.text")
    return f"sql {str(statement).split(maxsplit=1)[0]}" if statement else "work"
