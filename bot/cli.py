"""The command line: ``qawl COMMAND``. Heavy parts are imported by the command that needs them."""

from __future__ import annotations

import asyncio
import json
import sys
import traceback
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.errors import InputError, QawlError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable

    from bot.services.usecases import UseCases
    from bot.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Qawl: who said what, in Arabic news.",
)
LOCAL = "local"
BAD_USE, FAILURE = 2, 1
#: What a shell gives a command that the interrupt key ended: 128 + SIGINT.
INTERRUPTED = 130
Chat = Annotated[str, typer.Option("--chat", help="the archive; a Telegram chat id, or local")]
Now = Annotated[str, typer.Option("--now", help="the present instant, ISO 8601")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]
Files = Annotated[list[Path] | None, typer.Argument(help="files")]


class Format(StrEnum):
    """What an export is written as."""

    JSON = "json"
    CSV = "csv"
    HTML = "html"
    ANNOTATIONS = "annotations"


class Span(StrEnum):
    """How far back a digest looks."""

    DAY = "day"
    WEEK = "week"


def main() -> None:
    """Run a command; every error of ours is one clear line and an exit code."""
    try:
        code = app(standalone_mode=False)
    except SettingsError as error:
        _fail([f"qawl: {fault}" for fault in error.faults], BAD_USE)
    except InputError as error:
        _fail([f"qawl: {error}"], BAD_USE)
    except QawlError as error:
        _fail([f"qawl: {error}"], FAILURE)
    except typer.Abort:
        raise SystemExit(INTERRUPTED) from None
    except Exception as error:  # noqa: BLE001 - told apart below, raised again if ours
        _unexpected(error)
    else:
        raise SystemExit(code)


def _unexpected(error: Exception) -> None:
    """Bad use of the command line in one line; anything else is a fault of ours, told without secrets."""
    from bot import logs

    message = getattr(error, "format_message", None)
    if message is None:
        told = "".join(traceback.format_exception(error))
        _fail([logs.hidden(told).rstrip(), "qawl: this is a fault of Qawl's own"], FAILURE)
    _fail([f"qawl: {message()}"], BAD_USE)


def _fail(lines: list[str], code: int) -> NoReturn:
    for line in lines:
        print(line, file=sys.stderr)
    raise SystemExit(code)


@app.command()
def run(
    role: Annotated[
        str, typer.Option(help="all, or with PostgreSQL: receive, work, send, schedule")
    ] = "all",
) -> None:
    """Run the bot in Telegram: polling, or webhook when QAWL_WEBHOOK_URL is set."""
    from bot import app as composition
    from bot import logs

    settings = _settings()
    logs.configure(settings.log, *settings.secrets)
    if role == "all":
        composition.run(settings)
        return
    from bot.app import roles

    if role not in list(roles.Role):
        message = f"--role: {role} is none of all, {', '.join(roles.Role)}"
        raise InputError(message)
    roles.run(settings, roles.Role(role))


@app.command()
def chat(
    language: Annotated[str, typer.Option(help="interface language: ar or en")] = "ar",
) -> None:
    """Talk to the bot in the terminal: lines are messages, /forward FILE, #2 presses a button."""
    asyncio.run(_chat(_typed(), language, echo=not sys.stdin.isatty()))


def _typed() -> Iterable[str]:
    while True:
        if sys.stdin.isatty():
            print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        yield line


@app.command()
def demo() -> None:
    """Play a short chat on the seed article."""
    from importlib.resources import as_file, files

    with as_file(files("seeds") / "articles" / "merger.txt") as path:
        lines = [f"/forward {path}", "من حذّر من الاندماج؟", "who warned about the merger?"]
        asyncio.run(_chat(lines, "ar", echo=True, archive=":memory:"))


async def _chat(lines: Iterable[str], language: str, *, echo: bool, archive: str = "") -> None:
    from rich.console import Console

    from bot import app as composition
    from bot import logs
    from bot.store.database import open_store
    from bot.worker import InlineLanguage, load_reader

    settings = _settings()
    logs.configure(settings.log, *settings.secrets)
    address = f"sqlite:///{archive}" if archive else settings.database_url
    store = await open_store(address)
    reader = InlineLanguage(load_reader(settings.morphology, settings.data_dir))
    try:
        async with composition.terminal(store, reader, Console(), language) as session:
            await session.play(lines, echo=echo)
    finally:
        await store.close()


@app.command()
def extract(
    files: Files = None,
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="input lines {id, text, ...}")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="print every refusal too")] = False,
) -> None:
    """Print the quotes of each file (or of standard input) as JSON, one article a line."""
    from bot.commands import extract as work

    settings = _settings()
    _exit(work.run(settings, files or [], jsonl=jsonl, explain=explain))


@app.command(name="import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="files to store")], chat: Chat = LOCAL
) -> None:
    """Store the articles of files: .txt .html .pdf .docx .jsonl, Telegram Desktop's result.json."""
    from bot.commands import load as work

    if work.many(files):
        _exit(asyncio.run(work.run_many(_settings(), chat, files)))
    _exit(_with_use_cases(lambda use_cases: work.run(use_cases, chat, files)))


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="the question")] = "",
    *,
    chat: Chat = LOCAL,
    as_json: AsJson = False,
    now: Now = "",
    explain: Annotated[bool, typer.Option("--explain", help="score parts per quote")] = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="lines {id, question}")] = None,
) -> None:
    """Answer a question from the archive, with stored quotes only."""
    from bot.commands import ask as work

    options = work.Options(chat, as_json, explain, _instant(now))
    if batch is not None:
        _exit(_with_use_cases(lambda use_cases: work.batch(use_cases, batch, options)))
    if not question.strip():
        raise InputError("a question is wanted, or --batch FILE")
    _exit(_with_use_cases(lambda use_cases: work.one(use_cases, question, options)))


@app.command()
def digest(
    *,
    chat: Chat = LOCAL,
    as_json: AsJson = False,
    now: Now = "",
    period: Annotated[Span, typer.Option(help="how far back")] = Span.DAY,
    page: Annotated[
        Path | None, typer.Option("--html", help="write a page to read and print")
    ] = None,
    feed: Annotated[Path | None, typer.Option("--atom", help="write an Atom feed")] = None,
) -> None:
    """Print the digest of the last day or week, or write it as a page or a feed."""
    from bot.commands import digest as work

    until = _instant(now) or datetime.now(UTC)
    span = until - timedelta(days=1 if period is Span.DAY else 7), until
    _exit(
        _with_use_cases(
            lambda use_cases: work.run(use_cases, chat, span, as_json=as_json, page=page, feed=feed)
        )
    )


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="where to write; standard output")] = None,
    *,
    form: Annotated[
        Format,
        typer.Option("--format", help="json, csv, html, or annotations of what was corrected"),
    ] = Format.JSON,
    chat: Chat = LOCAL,
) -> None:
    """Write all quotes of an archive as a file."""
    from bot.commands import export as work

    _exit(_with_use_cases(lambda use_cases: work.run(use_cases, chat, form.value, file)))


@app.command()
def erase(
    chat: Annotated[str, typer.Option("--chat", help="the archive to erase")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="really erase")] = False,
) -> None:
    """Erase all that a chat has."""
    if not yes:
        raise InputError("nothing was erased: say --yes to erase the archive")

    async def work(use_cases: UseCases) -> int:
        counts = await use_cases.erase(chat)
        print(json.dumps({"articles": counts.articles, "quotes": counts.quotes}))
        return 0

    _exit(_with_use_cases(work, language=False))


@app.command()
def doctor() -> None:
    """Check settings, database, lexicon and token; one line each, exit 1 if one fails."""
    from bot.commands import doctor as work

    _exit(asyncio.run(work.run()))


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="where the copy goes")]) -> None:
    """Copy the database, also while the bot runs."""
    from bot.commands import operate as work

    _exit(work.backup(_settings(), file))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="a copy that backup made")]) -> None:
    """Put a copy in the place of the database, after checking it; the bot must not run."""
    from bot.commands import operate as work

    _exit(work.restore(_settings(), file))


@app.command("migrate-data")
def migrate_data(
    source: Annotated[str, typer.Argument(help="sqlite:///PATH or postgresql://USER@HOST/NAME")],
    target: Annotated[str, typer.Argument(help="an empty database of either kind")],
) -> None:
    """Move everything to another database, checked by counts and hashes; cut off, it goes on."""
    from bot.commands import operate as work

    _exit(asyncio.run(work.migrate(source, target)))


@app.command()
def retry(
    update: Annotated[int, typer.Argument(help="number of an update that doctor lists")],
) -> None:
    """Let an update that was set aside be tried again at the bot's next start."""
    from bot.commands import operate as work

    _exit(asyncio.run(work.retry(_settings(), update)))


@app.command()
def bench(
    *,
    quotes: Annotated[int, typer.Option(help="stored quotes for the question benchmark")] = 100_000,
    everything: Annotated[bool, typer.Option("--all", help="beside alternatives too")] = False,
    sizes: Annotated[str, typer.Option(help="archives of --all, in quotes")] = "10000,100000",
    postgresql: Annotated[str, typer.Option(help="a database of --all that may be filled")] = "",
    shared: Annotated[Path | None, typer.Option(help="folder with gold and questions")] = None,
    line: Annotated[Path | None, typer.Option(help="figures of tests.scale to show")] = None,
    page: Annotated[Path | None, typer.Option(help="Markdown page that --all writes")] = None,
) -> None:
    """Measure speed and memory; print JSON."""
    from bot.benchmarks import basics
    from bot.benchmarks import everything as whole

    if not everything:
        _exit(asyncio.run(basics.run(_settings(), quotes)))
    chosen = tuple(int(size) for size in sizes.split(","))
    plan = whole.Plan(chosen, postgresql, shared, line, page)
    _exit(asyncio.run(whole.run(_settings(), plan)))


def _settings() -> Settings:
    from bot import settings

    return settings.load()


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"--now: {text} is no ISO 8601 instant"
        raise InputError(message) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _with_use_cases(
    work: Callable[[UseCases], Coroutine[Any, Any, int]], *, language: bool = True
) -> int:
    """Run work over the archive of this machine, with a reader in this process."""
    from bot import logs
    from bot.commands.opening import opened

    settings = _settings()
    logs.configure(settings.log, *settings.secrets)

    async def whole() -> int:
        async with opened(settings, language=language) as use_cases:
            return await work(use_cases)

    return asyncio.run(whole())


def _exit(code: int) -> None:
    raise typer.Exit(code)
