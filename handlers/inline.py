"""@bot WORDS in any chat: quotes of the user's own archive, to be shared with speaker and source."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from telegram import (
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)

from bot.model.answer import StoredQuote
from bot.model.question import QuestionForm
from handlers.catalogue import Catalogue
from handlers.context import Context
from handlers.outbox import entities_of
from handlers.render import NO_LINKS, clean, source_line, speaker_line, statement
from handlers.rich import join

#: Results of a page, and seconds for which Telegram keeps them for that user.
PAGE, CACHE = 20, 30
#: An empty query shows the latest statements of so many days.
LATEST = timedelta(days=30)
_TITLE, _WORDS = 60, 120


async def query(update: Update, context: Context) -> None:
    """Answer an inline query with a page of quotes."""
    asked = update.inline_query
    if asked is None:
        return
    chat = str(asked.from_user.id)
    texts = await context.texts(update)
    start = int(asked.offset) if asked.offset.isdecimal() else 0
    found = await _found(context, chat, asked.query)
    page = found[start : start + PAGE]
    more = str(start + PAGE) if len(found) > start + PAGE else ""
    await asked.answer(
        [_result(one, texts) for one in page],
        cache_time=CACHE, is_personal=True, next_offset=more,
    )  # fmt: skip


async def _found(context: Context, chat: str, words: str) -> Sequence[StoredQuote]:
    if not words.strip():
        now = datetime.now(UTC)
        archive = context.use_cases.store.archive(chat)
        latest = await archive.between(now - LATEST, now + timedelta(days=1))
        return latest[::-1][: 3 * PAGE]
    question = await context.use_cases.language.understand(words)
    if question.form is None:
        question = replace(question, form=QuestionForm.LIST)
    answer = await context.use_cases.answer(chat, question)
    return [hit.stored for hit in (*answer.hits, *answer.mentions)]


def _result(stored: StoredQuote, texts: Catalogue) -> InlineQueryResultArticle:
    """A result that shows who and what, and sends quote, speaker and source."""
    lines = [speaker_line(stored, NO_LINKS), *statement(stored, texts), source_line(stored, texts)]
    whole = join(lines, "\n")
    act = texts.text(f"noun.{stored.quote.act.value}")
    return InlineQueryResultArticle(
        id=f"q{stored.id}",
        title=f"{clean(stored.quote.who)[:_TITLE]} · {act}",
        description=clean(stored.text)[:_WORDS],
        input_message_content=InputTextMessageContent(
            whole.text,
            entities=entities_of(whole),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
