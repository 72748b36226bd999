"""Documents: an article in a file, or a channel's whole history."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from telegram import Update
from telegram.constants import ChatAction

from bot.errors import SourceError
from bot.services.ingest import Outcome, Submission
from bot.services.intake import MAX_FILE
from handlers.catalogue import Catalogue
from handlers.context import Context, chat_of
from handlers.messages import say
from handlers.outbox import topic_of
from handlers.presses import Press, press
from handlers.progress import Progress, stop
from handlers.submitting import submitted

#: A file of more articles than this is an import, told by progress instead of an answer each.
FEW = 3
_MEGA = 1_000_000


async def document(update: Update, context: Context) -> None:
    """A document in a private chat."""
    message, chat = update.effective_message, update.effective_chat
    if message is None or message.document is None or chat is None:
        return
    texts = await context.texts(update)
    sent = message.document
    size = sent.file_size or 0
    if size > MAX_FILE:
        most = MAX_FILE // _MEGA
        await say(update, context, texts.text("too_big", size=-(-size // _MEGA), most=most))
        return
    await context.bot.send_chat_action(chat.id, ChatAction.TYPING)
    try:
        file = await context.bot.get_file(sent.file_id)
        data = bytes(await file.download_as_bytearray())
        found = await context.parts.outside.documents.parse(sent.file_name or "", data)
    except SourceError as error:
        await say(update, context, trouble(error, texts))
        return
    if len(found) > FEW:
        await _import(update, context, found, texts)
    else:
        own = [_of_sender(one, update, sent.file_name or "") for one in found]
        await submitted(update, context, own)


def trouble(error: SourceError, texts: Catalogue) -> str:
    """What went wrong, in words."""
    return texts.text(f"source.{error.trouble}", detail=texts.digits_of(error.detail))


@press("")
async def cancel(update: Update, context: Context, pressed: Press) -> None:
    """A press on an import's "stop"."""
    del context
    message, chat = update.effective_message, update.effective_chat
    if message is not None and chat is not None:
        stop(chat.id, message.message_id)
    await pressed.query.answer(pressed.texts.text("stopping"))


async def _import(
    update: Update, context: Context, found: Sequence[Submission], texts: Catalogue
) -> None:
    chat = update.effective_chat
    if chat is None:
        return
    progress = Progress(context, chat.id, texts, len(found), topic_of(update))
    await progress.begin()
    outcomes: Counter[Outcome] = Counter()
    quotes = 0
    for done, submission in enumerate(found):
        if not await progress.step(done):
            break
        stored = await context.use_cases.ingest(chat_of(update), submission)
        outcomes[stored.outcome] += 1
        quotes += len(stored.quotes) if stored.outcome is Outcome.STORED else 0
    articles = outcomes[Outcome.STORED] + outcomes[Outcome.NO_QUOTES]
    line = texts.text(
        "imported",
        articles=texts.count("articles", articles),
        quotes=texts.count("quotes", quotes),
        known=outcomes[Outcome.KNOWN],
        skipped=outcomes[Outcome.NOT_ARABIC] + outcomes[Outcome.TOO_SHORT],
    )
    await progress.end(line)


def _of_sender(submission: Submission, update: Update, name: str) -> Submission:
    user, message = update.effective_user, update.effective_message
    return replace(
        submission,
        source=submission.source or name,
        published=submission.published or (message.date if message is not None else None),
        sender=str(user.id) if user is not None else "",
    )
