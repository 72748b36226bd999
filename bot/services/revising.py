"""An edited article: read again, the old version kept, what changed told."""

from dataclasses import dataclass

from bot.arabic.identity import article_id
from bot.model.answer import StoredQuote
from bot.ports import Language, Store, StoredArticle
from bot.services.correcting import carry
from bot.services.ingest import Ingested, Outcome, Submission, ingest


@dataclass(frozen=True, slots=True)
class Revised:
    """The new version, its statements that the old one lacked, and the old one's that are gone."""

    found: Ingested
    old: StoredArticle
    added: tuple[StoredQuote, ...] = ()
    removed: tuple[StoredQuote, ...] = ()


async def revise(
    store: Store, language: Language, chat: str, old: StoredArticle, submission: Submission
) -> Revised | None:
    """Store the new version beside the old one; None where the words are the same.

    A version without use (emptied, in another language) replaces nothing.
    """
    archive = store.archive(chat)
    if article_id(submission.text) == article_id(old.article.text):
        # The words are the same; or a kill came between the new version and the old one's mark.
        brought = submission.message_id
        earlier = await archive.unreplaced(brought, old.key) if brought is not None else None
        if earlier is None:
            return None
        old = earlier
    before = await archive.quotes(old.article.id)
    found = await ingest(archive, language, submission, await store.watches(chat).all())
    if found.article is None or found.outcome in {Outcome.TOO_SHORT, Outcome.NOT_ARABIC}:
        return None
    new = found.article.article.id
    await archive.replace(old.article.id, new)
    await carry(store, chat, old.article.id, new)
    after = tuple(await archive.quotes(new))
    added = _lacking(after, tuple(before))
    shown = Ingested(found.outcome, await archive.article(new), after, found.alerts)
    return Revised(shown, old, added, _lacking(tuple(before), after))


def _lacking(
    quotes: tuple[StoredQuote, ...], others: tuple[StoredQuote, ...]
) -> tuple[StoredQuote, ...]:
    """Statements that the others do not have, by speaker and words."""
    known = {(one.quote.who, one.text) for one in others}
    return tuple(one for one in quotes if (one.quote.who, one.text) not in known)
