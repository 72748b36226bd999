"""Health and figures: what an operator sees, and that nothing of anybody's is in it."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from prometheus_client import CollectorRegistry

from bot.errors import InputError, StoreError
from bot.health import LAG_SECONDS, Health, Measured
from bot.model.traffic import Traffic
from bot.ports import Store
from bot.services.reading import Reader
from bot.store.database import SqlStore
from bot.worker import InlineLanguage

SECRET = "وزير المالية"


@contextmanager
def serving(store: Store, traffic: Traffic, registry: CollectorRegistry) -> Iterator[str]:
    """The pages of a running bot; their address."""
    health = Health(store, traffic, registry)
    port = health.serve("127.0.0.1:0", asyncio.get_running_loop())
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        health.close()


async def page(address: str) -> httpx.Response:
    """One page."""
    async with httpx.AsyncClient() as client:
        return await client.get(address)


async def test_a_bot_in_good_health_says_so(store: SqlStore) -> None:
    """200 where the event loop and the database answer and nothing waits long."""
    with serving(store, Traffic(), CollectorRegistry()) as address:
        answer = await page(f"{address}/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"healthy": True, "fault": "", "lag_seconds": 0.0}


async def test_updates_that_wait_too_long_are_a_fault(store: SqlStore) -> None:
    """503 where the oldest update has waited for minutes."""
    traffic = Traffic()
    traffic.take(1)
    traffic.open[1] -= LAG_SECONDS + 1
    with serving(store, traffic, CollectorRegistry()) as address:
        answer = await page(f"{address}/healthz")
    assert answer.status_code == 503
    assert json.loads(answer.text)["fault"] == "updates wait too long"


async def test_a_database_that_refuses_is_a_fault(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503 with the kind of trouble, no more."""

    async def refuses() -> list[tuple[int, str]]:
        raise StoreError(SECRET)

    monkeypatch.setattr(store, "set_aside", refuses)
    with serving(store, Traffic(), CollectorRegistry()) as address:
        answer = await page(f"{address}/healthz")
    assert answer.status_code == 503
    assert "StoreError" in answer.text
    assert SECRET not in answer.text


async def test_an_event_loop_that_stands_still_is_a_fault(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503 where the question to the loop gets no answer in time."""
    monkeypatch.setattr("bot.health.ANSWER_SECONDS", 0.1)

    async def never() -> list[tuple[int, str]]:
        await asyncio.sleep(60)
        return []

    monkeypatch.setattr(store, "set_aside", never)
    with serving(store, Traffic(), CollectorRegistry()) as address:
        answer = await page(f"{address}/healthz")
    assert "does not answer" in answer.text


async def test_figures_of_updates_and_language(store: SqlStore, reader: Reader) -> None:
    """Counters by Prometheus' names; no word of what was read is among them."""
    traffic, registry = Traffic(), CollectorRegistry()
    language = Measured(InlineLanguage(reader), registry)
    await language.read(f"قال {SECRET} إن العجز سيتراجع هذا العام")
    await language.understand("من قال إن العجز سيتراجع؟")
    assert await language.needs("العجز")
    assert await language.topics([], 3) == ()
    traffic.take(1)
    traffic.take(2)
    traffic.finish(1)
    traffic.failed["BadRequest"] += 1
    with serving(store, traffic, registry) as address:
        told = (await page(f"{address}/metrics")).text
    for line in (
        "qawl_updates_received_total 2.0",
        "qawl_updates_finished_total 1.0",
        "qawl_updates_open 1.0",
        'qawl_failures_total{kind="BadRequest"} 1.0',
        'qawl_language_seconds_count{work="read"} 1.0',
        'qawl_language_seconds_count{work="understand"} 1.0',
        "qawl_article_quotes_sum 1.0",
    ):
        assert line in told
    assert SECRET not in told


async def test_an_address_that_is_taken_is_said(store: SqlStore) -> None:
    """The setting and the address are named."""
    with serving(store, Traffic(), CollectorRegistry()) as address:
        taken = address.removeprefix("http://")
        health = Health(store, Traffic(), CollectorRegistry())
        with pytest.raises(InputError, match=f"QAWL_HEALTH_LISTEN: cannot listen on {taken}"):
            health.serve(taken, asyncio.get_running_loop())


async def test_other_pages_are_not_there(store: SqlStore) -> None:
    """404 names the two that are."""
    with serving(store, Traffic(), CollectorRegistry()) as address:
        answer = await page(f"{address}/etc/passwd")
    assert answer.status_code == 404
    assert "/healthz" in answer.text
