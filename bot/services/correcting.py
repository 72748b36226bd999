"""Corrections: what users say of a wrong quote, applied at once and to later versions of the article."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.chat_data import Correcting
from bot.errors import InputError
from bot.model.answer import StoredQuote
from bot.model.correction import Correction, Fault
from bot.model.quote import Span
from bot.ports import Archive, Store

STEP = "correction"


async def correct(
    store: Store, chat: str, stored: StoredQuote, fault: Fault, *, by: str, after: str = ""
) -> None:
    """Keep a correction of a quote, apply it, and let it be undone.

    ``after`` is the right speaker's name, or the right words of the content.

    Raises:
        InputError: the words do not stand in the article, or the archive has no such speaker.
    """
    before = {Fault.SPEAKER: stored.quote.who, Fault.CUT: stored.text}.get(fault, "")
    said = Correction(
        stored.article, fault, stored.quote.cue, stored.text, before, after, by, datetime.now(UTC)
    )
    await _apply(store.archive(chat), store.corrections(chat), stored, said)
    key = await store.corrections(chat).add(said)
    await store.trash(chat).note(STEP, str(key))


async def carry(store: Store, chat: str, old: str, new: str) -> int:
    """Apply the corrections of an article to its next version; how many found their quote."""
    archive, kept = store.archive(chat), store.corrections(chat)
    carried = 0
    for said in await kept.all(old):
        quotes = await archive.quotes(new)
        stored = next((one for one in quotes if one.text == said.words), None)
        if stored is None:
            continue
        try:
            await _apply(archive, kept, stored, said)
        except InputError:
            continue
        await kept.add(replace(said, article=new, cue=stored.quote.cue))
        carried += 1
    return carried


async def take_back(store: Store, chat: str, key: int) -> bool:
    """Undo a correction; False where it is gone."""
    kept, archive = store.corrections(chat), store.archive(chat)
    said = await kept.remove(key)
    if said is None:
        return False
    if said.fault is Fault.NO_QUOTE:
        for quote, cue in await kept.hidden(said.article):
            if cue == said.cue:
                await kept.hide(quote, hidden=False)
        return True
    quotes = await archive.quotes(said.article)
    stored = next((one for one in quotes if one.quote.cue == said.cue), None)
    if stored is None:
        return False
    await _apply(archive, kept, stored, replace(said, before=said.after, after=said.before))
    return True


async def _apply(archive: Archive, kept: Correcting, stored: StoredQuote, said: Correction) -> None:
    if said.fault is Fault.NO_QUOTE:
        await kept.hide(stored.id, hidden=True)
    elif said.fault is Fault.SPEAKER:
        if not await kept.give(stored.id, said.after):
            raise InputError("the archive has no such speaker")
    else:
        await kept.cut(stored.id, (await _located(archive, stored, said.after),))


async def _located(archive: Archive, stored: StoredQuote, words: str) -> Span:
    """Where the words stand in the article, nearest to the quote.

    Raises:
        InputError: they do not stand there word for word.
    """
    article = await archive.article(stored.article)
    text = article.article.text if article is not None else ""
    places, at = [], text.find(words) if words.strip() else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    if not places:
        raise InputError("the words do not stand in the article")
    start = min(places, key=lambda place: abs(place - stored.quote.content[0].start))
    return Span(start, start + len(words))
