"""``/healthz`` and ``/metrics`` on an address of the operator's choice, loopback by rights.

Figures only: no chat, no user, no word of anybody's. Prometheus' text form by its own library.
"""

from __future__ import annotations

import asyncio
import json
import threading
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from bot.errors import InputError, QawlError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from wsgiref.types import StartResponse, WSGIEnvironment

    from prometheus_client.core import Metric

    from bot.model.question import Question
    from bot.model.traffic import Traffic
    from bot.model.watch import Need
    from bot.ports import Language, ReadArticle, Store

#: Seconds that the database may take to answer, and for which an update may wait, in good health.
ANSWER_SECONDS, LAG_SECONDS = 5.0, 300.0
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


class Measured:
    """The language worker, with its time and its quotes counted."""

    def __init__(self, language: Language, registry: CollectorRegistry) -> None:
        """Count into ``registry``."""
        self._language = language
        self._seconds = Histogram(
            "qawl_language_seconds", "Time of the language worker", ["work"], registry=registry
        )
        self._quotes = Histogram(
            "qawl_article_quotes",
            "Quotes of an article",
            buckets=(0, 1, 2, 5, 10, 20, 50, 100),
            registry=registry,
        )

    async def read(self, text: str) -> ReadArticle:
        """Extract and index."""
        with self._seconds.labels("read").time():
            found = await self._language.read(text)
        self._quotes.observe(len(found.indexed))
        return found

    async def understand(self, question: str, now: datetime | None = None) -> Question:
        """Take a question apart."""
        with self._seconds.labels("understand").time():
            return await self._language.understand(question, now)

    async def needs(self, text: str) -> tuple[Need, ...]:
        """What a quote must have to be told of."""
        return await self._language.needs(text)

    async def topics(self, texts: Sequence[str], most: int) -> tuple[str, ...]:
        """The nouns that most of the texts share."""
        return await self._language.topics(texts, most)


class TrafficCollector:
    """The figures of :class:`bot.model.traffic.Traffic` as Prometheus reads them."""

    def __init__(self, traffic: Traffic, tasks: Callable[[], int]) -> None:
        """``tasks`` tells how many tasks the event loop has."""
        self._traffic = traffic
        self._tasks = tasks

    def collect(self) -> Iterator[Metric]:
        """One family a figure."""
        now = self._traffic
        counters = (
            ("qawl_updates_received", "Updates taken from Telegram", now.received),
            ("qawl_updates_finished", "Updates done with", now.finished),
            ("qawl_updates_set_aside", "Updates given up, see qawl doctor", now.set_aside),
            ("qawl_updates_refused", "Updates over a quota", now.refused),
            ("qawl_throttled", "Requests that Telegram turned away with 429", now.throttled),
        )
        for name, told, value in counters:
            yield CounterMetricFamily(name, told, value=value)
        gauges = (
            ("qawl_updates_open", "Updates taken and not finished", len(now.open)),
            ("qawl_inbox_lag_seconds", "For how long the oldest has waited", now.lag()),
            ("qawl_send_waiting", "Requests that wait for their turn", now.waiting),
            ("qawl_tasks", "Tasks of the event loop", self._tasks()),
        )
        for name, told, number in gauges:
            yield GaugeMetricFamily(name, told, value=number)
        failed = CounterMetricFamily("qawl_failures", "Failures of updates", labels=["kind"])
        for kind, count in now.failed.items():
            failed.add_metric([kind], count)
        yield failed


class Health:
    """The two pages over a running bot, served on a thread of their own."""

    def __init__(self, store: Store, traffic: Traffic, registry: CollectorRegistry) -> None:
        """Begin with nothing served."""
        self._store = store
        self._traffic = traffic
        self._registry = registry
        self._loop: asyncio.AbstractEventLoop | None = None
        registry.register(TrafficCollector(traffic, self._tasks))
        self._server: WSGIServer | None = None

    def serve(self, listen: str, loop: asyncio.AbstractEventLoop) -> int:
        """Listen on ``host:port`` from now on; the port.

        Raises:
            InputError: the address cannot be listened on.
        """
        self._loop = loop
        host, _, port = listen.rpartition(":")
        try:
            self._server = make_server(host, int(port), self.page, handler_class=_Silent)
        except OSError as error:
            message = f"QAWL_HEALTH_LISTEN: cannot listen on {listen} ({error.strerror})"
            raise InputError(message) from error
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self._server.server_port

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def page(self, environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environment.get("PATH_INFO", "")
        if path == "/metrics":
            start("200 OK", [("Content-Type", _TEXT)])
            return [generate_latest(self._registry)]
        if path == "/healthz":
            fault = self._fault()
            told = {
                "healthy": not fault,
                "fault": fault,
                "lag_seconds": round(self._traffic.lag(), 1),
            }
            start(
                "503 Service Unavailable" if fault else "200 OK",
                [("Content-Type", "application/json")],
            )
            return [json.dumps(told).encode()]
        start("404 Not Found", [("Content-Type", "text/plain")])
        return [b"/healthz /metrics\n"]

    def _fault(self) -> str:
        """What is wrong, or ""; asked of the event loop, so that one that stands still is found."""
        if self._traffic.lag() > LAG_SECONDS:
            return "updates wait too long"
        if self._loop is None:
            return "not started"
        asked = asyncio.run_coroutine_threadsafe(self._store.set_aside(), self._loop)
        try:
            asked.result(ANSWER_SECONDS)
        except TimeoutError:
            asked.cancel()
            return "the event loop or the database does not answer"
        except QawlError as error:
            return f"the database refuses ({type(error).__name__})"
        return ""

    def _tasks(self) -> int:
        return len(asyncio.all_tasks(self._loop)) if self._loop is not None else 0


class _Silent(WSGIRequestHandler):
    """A handler that writes no line for each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's own name
        """Nothing."""
