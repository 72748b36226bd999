"""Telegram in and out: the whole routing table is here."""

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers import about, archive, messages, questions, speakers
from handlers.context import BotApplication
from handlers.errors import ErrorHandler
from handlers.inbox import Failures

#: Commands in the order of the menu; each has its description in the catalogues.
COMMANDS = ("start", "help", "ask", "who", "export", "erase", "language")


def register(application: BotApplication, failures: Failures) -> None:
    """Route every update that the bot answers; what is not listed is let through unanswered."""
    new = filters.UpdateType.MESSAGE
    callbacks = {
        "start": about.start,
        "help": about.help_,
        "ask": about.ask,
        "who": speakers.who,
        "export": archive.export,
        "erase": archive.erase,
        "language": about.language,
    }
    for name in COMMANDS:
        application.add_handler(CommandHandler(name, callbacks[name], filters=new))
    private = new & filters.ChatType.PRIVATE & ~filters.COMMAND & ~filters.StatusUpdate.ALL
    group = new & filters.ChatType.GROUPS & ~filters.COMMAND & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(private, messages.private))
    application.add_handler(MessageHandler(group, messages.group))
    application.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POST, messages.channel))
    application.add_handler(CallbackQueryHandler(about.choose_language, about.LANGUAGE_PREFIX))
    application.add_handler(CallbackQueryHandler(questions.press, questions.ASK_PREFIX))
    application.add_handler(CallbackQueryHandler(speakers.press, speakers.SPEAKER_PREFIX))
    application.add_handler(CallbackQueryHandler(archive.confirm, archive.ERASE_PREFIX))
    application.add_error_handler(ErrorHandler(failures))
