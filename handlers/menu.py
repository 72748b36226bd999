"""The commands and descriptions that Telegram shows, for each scope and language."""

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)

from handlers.catalogue import LANGUAGES, catalogue

#: Commands in the order of the menu; each has its description in the catalogues.
PRIVATE = (
    "ask", "search", "who", "recent", "sources", "stats", "watch", "digest", "export", "settings",
    "language", "privacy", "undo", "erase", "help", "start",
)  # fmt: skip
GROUP = ("ask", "search", "who", "recent", "sources", "stats", "watch", "help")
ADMINS = (*GROUP, "digest", "share", "export", "settings", "language", "privacy", "undo", "erase")
_SCOPES: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeDefault(), PRIVATE),
    (BotCommandScopeAllPrivateChats(), PRIVATE),
    (BotCommandScopeAllGroupChats(), GROUP),
    (BotCommandScopeAllChatAdministrators(), ADMINS),
)


async def announce(bot: Bot) -> None:
    """Tell Telegram what to show; English is what other languages get."""
    for code in LANGUAGES:
        texts = catalogue(code)
        for language in (code, None) if code == "en" else (code,):
            for scope, names in _SCOPES:
                commands = [BotCommand(name, texts.text(f"command.{name}")) for name in names]
                await bot.set_my_commands(commands, scope=scope, language_code=language)
            await bot.set_my_description(texts.text("description"), language_code=language)
            short = texts.text("short_description")
            await bot.set_my_short_description(short, language_code=language)
