"""Telegram in and out: the whole routing table is here."""

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.model.traffic import Traffic
from handlers import (
    alerts,
    archive,
    articles,
    corrections,
    edits,
    figures,
    files,
    inline,
    intake,
    listings,
    membership,
    preferences,
    presses,
    questions,
    speakers,
    starting,
    subscriptions,
)
from handlers.codes import pattern
from handlers.context import BotApplication
from handlers.errors import ErrorHandler
from handlers.inbox import Failures
from handlers.quotas import Quotas

COMMANDS = {
    "start": starting.start,
    "help": starting.help_,
    "ask": starting.ask,
    "search": listings.search,
    "who": speakers.who,
    "recent": listings.recent,
    "sources": listings.sources,
    "stats": figures.stats,
    "watch": alerts.watch,
    "digest": subscriptions.digest,
    "share": subscriptions.share,
    "export": archive.export,
    "settings": preferences.settings,
    "language": preferences.language,
    "privacy": archive.privacy,
    "undo": archive.take_back,
    "erase": archive.erase,
}
PRESSES = {
    "art": articles.turn,
    "spk": articles.choose_speaker,
    "pick": articles.pick,
    "say": articles.show,
    "as": intake.otherwise,
    "bad": corrections.ask_fault,
    "fix": corrections.choose_fault,
    "fixs": corrections.choose_speaker,
    "ask": questions.change,
    "ans": questions.turn,
    "who": speakers.change,
    "page": speakers.open_page,
    "wper": speakers.choose_period,
    "wact": speakers.choose_act,
    "names": speakers.names,
    "wat": alerts.change,
    "rec": listings.turn,
    "open": listings.open_article,
    "stop": files.cancel,
    "lang": preferences.choose_language,
    "set": preferences.choose,
    "zone": preferences.choose_zone,
    "quiet": preferences.choose_quiet,
    "exp": archive.choose_format,
    "exa": archive.export_article,
    "erase": archive.confirm,
    "undo": archive.press_undo,
    "go": starting.go,
    "dig": subscriptions.choose,
    "dign": subscriptions.begin,
    "digd": subscriptions.turn_day,
    "digh": subscriptions.turn_hour,
    "digz": subscriptions.choose_zone,
    "digs": subscriptions.turn_source,
}


def register(
    application: BotApplication,
    failures: Failures,
    traffic: Traffic,
    admins: frozenset[int] = frozenset(),
) -> None:
    """Route every update that the bot answers; what is not listed is let through unanswered."""
    application.add_handler(TypeHandler(Update, Quotas(admins, traffic)), group=-1)
    new = filters.UpdateType.MESSAGE
    for name, callback in COMMANDS.items():
        application.add_handler(CommandHandler(name, callback, filters=new))
    said = ~filters.COMMAND & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated))
    application.add_handler(MessageHandler(new & filters.ChatType.PRIVATE & said, intake.private))
    application.add_handler(MessageHandler(new & filters.ChatType.GROUPS & said, intake.group))
    application.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POST, intake.channel))
    edit = filters.UpdateType.EDITED_MESSAGE | filters.UpdateType.EDITED_CHANNEL_POST
    application.add_handler(MessageHandler(edit, edits.edited))
    unknown = new & filters.ChatType.PRIVATE & filters.COMMAND
    application.add_handler(MessageHandler(unknown, starting.unknown))
    application.add_handler(InlineQueryHandler(inline.query))
    application.add_handler(ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER))
    for name, press in PRESSES.items():
        application.add_handler(CallbackQueryHandler(press, pattern(name)))
    application.add_handler(CallbackQueryHandler(presses.stray))
    application.add_error_handler(ErrorHandler(failures, traffic))
