"""The language worker: a process of its own that may die."""

from pathlib import Path

import pytest

from bot.errors import InputError
from bot.worker import ProcessLanguage, _loaded, _understand, load_reader

TEXT = "قال وزير المالية إن العجز سيتراجع هذا العام"


async def test_the_worker_reads_and_understands(data_dir: Path) -> None:
    """Extraction and questions come back from the other process."""
    worker = ProcessLanguage("", data_dir)
    await worker.start()
    read = await worker.read(TEXT)
    assert read.indexed[0].quote.who == "وزير المالية"
    assert (await worker.understand("من حذر من الزلزال؟")).form is not None
    await worker.close()
    await worker.close()


async def test_a_dead_worker_is_replaced(data_dir: Path) -> None:
    """A worker that was killed fails its text alone; the next text finds another."""
    worker = ProcessLanguage("", data_dir)
    await worker.start()
    assert worker._pool._pool is not None
    for process in list(worker._pool._pool._processes.values()):
        process.kill()
    with pytest.raises(InputError, match="BrokenProcessPool"):
        await worker.read(TEXT)
    assert (await worker.read(TEXT)).arabic
    await worker.close()


async def test_a_stalled_worker_is_replaced(data_dir: Path) -> None:
    """A text that takes too long is given up."""
    worker = ProcessLanguage("", data_dir, timeout=0.001)
    with pytest.raises(InputError, match="TimeoutError"):
        await worker.read(TEXT)
    assert worker._pool._pool is None


def test_a_wrong_morphology_is_told(tmp_path: Path) -> None:
    """A database that cannot be read names its setting."""
    bad = tmp_path / "bad.db"
    bad.write_text("nonsense")
    with pytest.raises(InputError, match="QAWL_MORPHOLOGY"):
        load_reader(str(bad), tmp_path)


def test_the_pool_initialises_its_process() -> None:
    """Work without a reader is a fault of ours."""
    with pytest.raises(RuntimeError):
        _loaded()
    with pytest.raises(RuntimeError):
        _understand("x", None)
