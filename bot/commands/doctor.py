"""``qawl doctor``: what works and what does not, a line each."""

from collections.abc import Awaitable, Callable

from bot import settings as settings_module
from bot.arabic import lexicon
from bot.errors import QawlError, SettingsError
from bot.settings import Settings
from bot.store.database import open_store
from bot.worker import load_reader

#: Updates that were set aside and are named.
MOST = 10
Check = Callable[[Settings], Awaitable[str]]


async def run() -> int:
    """Check everything; 1 where something fails."""
    try:
        settings = settings_module.load()
    except SettingsError as error:
        for fault in error.faults:
            print(f"settings   FAILED  {fault}")
        return 1
    print("settings   ok")
    checks: tuple[tuple[str, Check], ...] = (
        ("lexicon", _lexicon),
        ("morphology", _morphology),
        ("database", _database),
        ("token", _token),
    )
    failed = 0
    for name, check in checks:
        try:
            print(f"{name:<10} ok      {await check(settings)}")
        except QawlError as error:
            failed = 1
            print(f"{name:<10} FAILED  {error}")
    return failed


async def _lexicon(settings: Settings) -> str:
    del settings
    tables = lexicon.load()
    return f"{len(tables.verbs)} verbs, {len(tables.cues)} forms"


async def _morphology(settings: Settings) -> str:
    reader = load_reader(settings.morphology, settings.data_dir)
    known = reader.words.morphology.analyse("قال")
    return f"{settings.morphology or 'embedded'}: {len(known)} readings of «قال»"


async def _database(settings: Settings) -> str:
    store = await open_store(settings.database_url)
    try:
        aside = await store.set_aside()
        waiting = len(await store.pending())
        if not aside:
            return f"schema up to date, {waiting} updates wait"
        listed = "; ".join(f"{number}: {reason}" for number, reason in aside[:MOST])
        return f"{len(aside)} updates set aside, see qawl retry ({listed})"
    finally:
        await store.close()


async def _token(settings: Settings) -> str:
    """The token's form only; nothing is asked of Telegram."""
    token = settings.token.get_secret_value()
    if not token:
        return "not set: chat, import and ask work without"
    number, _, secret = token.partition(":")
    if not number.isdecimal() or not secret:
        message = "QAWL_TOKEN has not the form of a token"
        raise QawlError(message)
    return "set"
