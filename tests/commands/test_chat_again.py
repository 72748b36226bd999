"""The terminal's chat goes on over the same database."""

from pathlib import Path

import pytest
from rich.console import Console

from bot.app import terminal
from bot.store.database import open_store
from bot.worker import InlineLanguage


async def test_a_second_session_is_answered(tmp_path: Path, language: InlineLanguage) -> None:
    """Numbers of updates and messages go on, so that nothing is taken for a second delivery."""
    store = await open_store(f"sqlite:///{tmp_path}/chat.db")
    shown = []
    for _ in range(2):
        console = Console(record=True, width=100)
        async with terminal(store, language, console, "en") as session:
            await session.play(["/start", "/help"], echo=False)
        shown.append(console.export_text())
    await store.close()
    assert shown[0] == shown[1]
    assert "word for word" in shown[1]


@pytest.mark.parametrize("line", ["/forward nowhere.txt", "#9"])
async def test_bad_lines_are_told(tmp_path: Path, language: InlineLanguage, line: str) -> None:
    """A file that is not there, a button that is not there: one line, and the chat goes on."""
    store = await open_store(f"sqlite:///{tmp_path}/chat.db")
    console = Console(record=True, width=100)
    async with terminal(store, language, console, "en") as session:
        await session.play([line, "/start"], echo=False)
    await store.close()
    assert "word for word" in console.export_text()
