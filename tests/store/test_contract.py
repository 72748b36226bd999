"""The contract of every store: archives by chat, queues of updates and answers."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.arabic.terms import spelled, term_key
from bot.errors import StoreError
from bot.model.article import Article, Sighting
from bot.model.digest import voiced
from bot.model.preferences import Preferences
from bot.model.search import Clause, Field, Search
from bot.ports import IndexedQuote
from bot.services.undoing import expire
from bot.store.database import SqlStore, open_store
from bot.store.fulltext import Fts5
from bot.store.index import groups, token
from tests.builders import quote, read_article

TEXT = "قال لافروف إن الحرب انتهت منذ عام كامل تقريبا"
SEEN = datetime(2018, 11, 7, tzinfo=UTC)


def indexed(who: str = "لافروف", topic: tuple[str, ...] = ("lحرب",)) -> IndexedQuote:
    """A quote with terms."""
    return IndexedQuote(quote(who), topic, ("lصحفي",), ("lعام",), ("kLFRF",), ("lقال", "asay"))


async def save(
    store: SqlStore, chat: str, article: str = "a", message: int = 1, **parts: object
) -> bool:
    """Store one article with one quote."""
    return await store.archive(chat).save(
        Article(article, TEXT, "وكالة", "https://example.org", parts.get("published")),  # type: ignore[arg-type]
        Sighting(message, "9", SEEN),
        read_article([indexed()], body=("lمدينه",)),
    )


async def test_an_article_comes_back_as_it_was(store: SqlStore) -> None:
    """Text, source, sightings and quotes are kept word for word."""
    assert await save(store, "1")
    found = await store.archive("1").article("a")
    assert found is not None
    assert found.article.text == TEXT
    assert found.article.url == "https://example.org"
    assert found.sightings == (Sighting(1, "9", SEEN),)
    quotes = await store.archive("1").quotes("a")
    assert quotes[0].quote == quote()
    assert quotes[0].text == TEXT[10:20]
    assert quotes[0].message_id == 1
    assert quotes[0].date == SEEN


async def test_a_second_forward_is_a_sighting(store: SqlStore) -> None:
    """The same article again adds a sighting and no quote."""
    assert await save(store, "1", message=1)
    assert not await save(store, "1", message=2)
    found = await store.archive("1").article("a")
    assert found is not None
    assert len(found.sightings) == 2
    assert (await store.archive("1").counts()).quotes == 1


async def test_messages_lead_to_their_article(store: SqlStore) -> None:
    """An article is found by the message that brought it."""
    await save(store, "1", message=5)
    found = await store.archive("1").by_message(5)
    assert found is not None
    assert found.article.id == "a"
    assert await store.archive("1").by_message(6) is None


def asked(*clauses: tuple[Field, str], **parts: object) -> Search:
    """A search for quotes that hold one term in each field."""
    conjunction = tuple(Clause(field, tuple(terms.split())) for field, terms in clauses)
    return Search(quotes=(conjunction,), **parts)  # type: ignore[arg-type]


T, S, C, B = Field.TOPIC, Field.SPEAKER, Field.CUE, Field.BODY


@pytest.mark.parametrize(
    ("search", "hits"),
    [
        (asked((T, "lحرب")), 1),
        (asked((T, "lصحفي")), 1),
        (asked((T, "lسلام")), 0),
        (asked((T, "lسلام lحرب"), (S, "kLFRF")), 1),
        (asked((T, "lحرب"), (S, "kBTN")), 0),
        (asked((T, "lحرب"), (C, "asay")), 1),
        (asked((T, "lحرب"), (C, "adeny")), 0),
        (asked((S, "lحرب")), 0),
        (asked((T, "lحرب"), since=SEEN), 1),
        (asked((T, "lحرب"), since=SEEN + timedelta(days=1)), 0),
        (asked((T, "lحرب"), until=SEEN), 0),
        (Search(articles=((Clause(B, ("lمدينه",)),),)), 1),
        (Search(articles=((Clause(B, ("lمدينه",)),),), speaker=("kLFRF",)), 1),
        (Search(articles=((Clause(B, ("lمدينه",)),),), speaker=("kBTN",)), 0),
        (Search(articles=((Clause(B, ("lمدينه",)), Clause(S, ("kBTN",))),)), 0),
        (Search(articles=((Clause(B, ("lمدينه",)),),), since=SEEN + timedelta(days=1)), 0),
        (Search(articles=((Clause(B, ("lمدينه",)),),), until=SEEN), 0),
        (Search(), 1),
        (Search(since=SEEN), 1),
        (Search(since=SEEN + timedelta(days=1)), 0),
        (Search(until=SEEN), 0),
        (asked((T, 'x" x" OR" NEAR( * body:')), 0),
    ],
)
async def test_search(store: SqlStore, search: Search, hits: int) -> None:
    """Every clause holds, in its field and period; operators in words are words."""
    await save(store, "1")
    assert len(await store.archive("1").search(search)) == hits


async def test_candidates_tell_of_the_terms_asked_for(store: SqlStore) -> None:
    """A candidate has its terms by field: of those asked for, or all."""
    await save(store, "1")
    archive = store.archive("1")
    search = replace(asked((T, "lحرب")), terms=frozenset({"lحرب", "lمدينه", "kLFRF"}))
    (found,) = await archive.search(search)
    assert found.terms == {"lحرب"}
    assert found.body_terms == {"lمدينه"}
    assert not found.near_terms
    assert found.speaker_terms == {"kLFRF"}
    (whole,) = await archive.candidates([found.id])
    assert whole.near_terms == {spelled(term_key("lصحفي"))}
    assert whole.context_terms == {spelled(term_key("lعام"))}
    assert whole.head_terms == {spelled(term_key("lعنوان"))}
    assert [one.article for one in await archive.load([found.id, 99])] == ["a"]


async def test_searching_stops_where_enough_is_found(store: SqlStore) -> None:
    """The strictest conjunction's quotes come first, the newest of them; the rest is not asked."""
    for number in range(4):
        await save(store, "1", article=f"a{number}", message=number)
    strict, wide = (Clause(T, ("lحرب",)), Clause(C, ("asay",))), (Clause(T, ("lحرب",)),)
    found = await store.archive("1").search(Search(quotes=(strict, wide), limit=2))
    assert len(found) == 2
    assert found[-1].article > found[0].article > 2
    body = (Clause(B, ("lمدينه",)),)
    found = await store.archive("1").search(Search(articles=(body, body), article_limit=1))
    assert len(found) == 1


async def test_a_chat_sees_only_its_own(store: SqlStore) -> None:
    """Nothing of another chat is read by any call."""
    await save(store, "1")
    other = store.archive("2")
    assert await other.article("a") is None
    assert await other.by_message(1) is None
    assert await other.quotes("a") == []
    assert await other.search(asked((T, "lحرب"))) == []
    assert await other.search(Search()) == []
    assert await other.candidates([1]) == []
    assert await other.load([1]) == []
    assert await other.size() == (0, 0)
    assert await other.frequency(T, ["lحرب"]) == {"lحرب": 0}
    assert (await other.counts()).articles == 0
    assert await other.between(SEEN - timedelta(1), SEEN + timedelta(1)) == []
    assert await other.headlines(["a"]) == {}
    ever = SEEN - timedelta(1), datetime.now(UTC) + timedelta(1)
    mine = await store.archive("1").counted(*ever, 0.0)
    assert mine
    assert await other.counted(*ever, 0.0) == []
    assert await other.dated(mine) == []
    assert await other.late(SEEN, datetime.now(UTC) + timedelta(1)) == []
    assert await other.lemmas([1]) == {}
    assert await other.of_articles(["a"], 0.0) == {}
    assert await other.voiced(["a"], 0.0) == []
    assert await other.heard(*ever, 0.0) == 0
    assert await other.speakers_of([one.key for one in mine], 0.0) == 0
    assert [one async for one in other.everything()] == []


async def test_counts_frequency_headlines_and_periods(store: SqlStore) -> None:
    """What an archive holds is counted; dates are half-open."""
    await save(store, "1", published=SEEN)
    archive = store.archive("1")
    counts = await archive.counts()
    assert (counts.articles, counts.quotes, counts.speakers) == (1, 1, 1)
    assert await archive.size() == (1, 1)
    assert await archive.frequency(T, ["lحرب", "lصحفي", "lعنوان"]) == {
        "lحرب": 1,
        "lصحفي": 1,
        "lعنوان": 0,
    }
    assert await archive.frequency(S, ["kLFRF", "lحرب"]) == {"kLFRF": 1, "lحرب": 0}
    assert await archive.headlines(["a"]) == {"a": TEXT}
    assert len(await archive.between(SEEN, SEEN + timedelta(1))) == 1
    assert await archive.between(SEEN - timedelta(1), SEEN) == []


async def test_a_period_by_date_and_by_arrival(store: SqlStore) -> None:
    """Articles with their quotes above a confidence, by day; what came now with old news is late."""
    await save(store, "1", published=SEEN)
    archive, day, now = store.archive("1"), timedelta(1), datetime.now(UTC)
    (one,) = await archive.counted(SEEN, SEEN + day, 0.0)
    assert (one.id, one.quotes) == ("a", 1)
    assert [(o.id, o.quotes) for o in await archive.counted(SEEN, SEEN + day, 1.1)] == [("a", 0)]
    assert await archive.counted(SEEN - day, SEEN, 0.0) == []
    (told,) = await archive.dated([one])
    assert (told.id, told.headline, told.date) == ("a", TEXT, SEEN)
    assert len(told.body)
    assert await archive.counted(now - day, now + day, 0.0, arrived=True) == []
    assert [o.id for o in await archive.late(now - day, now + day)] == ["a"]
    assert await archive.late(SEEN, SEEN + day) == []
    assert await archive.speakers_of([one.key], 0.0) == 1
    assert await archive.heard(SEEN, SEEN + day, 0.0) == 1
    assert await archive.heard(SEEN, SEEN + day, 1.1) == 0
    assert await archive.heard(SEEN - day, SEEN, 0.0) == 0
    assert await archive.heard(now - day, now + day, 0.0, arrived=True) == 0
    (quote,) = (await archive.of_articles(["a"], 0.0))["a"]
    assert await archive.voiced(["a"], 0.0) == [voiced(quote)]
    assert await archive.voiced(["a"], 1.1) == []
    assert await archive.lemmas([quote.id]) == {quote.id: frozenset({term_key("lحرب")})}


async def test_everything_comes_page_by_page(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export reads pages, and misses none."""
    monkeypatch.setattr("bot.store.archive.PAGE", 2)
    for number in range(5):
        await save(store, "1", article=f"a{number}", message=number)
    assert [one.article async for one in store.archive("1").everything()] == [
        f"a{n}" for n in range(5)
    ]


async def test_erasing_leaves_nothing(store: SqlStore, tmp_path: Path) -> None:
    """No byte of an erased archive is left in the files; other chats keep theirs."""
    await save(store, "1")
    await store.archive("2").save(Article("b", "نص آخر"), Sighting(1, "", SEEN), read_article([]))
    await store.receive(1, "1", TEXT)
    await store.done(1)
    await store.sending("1:0", "1")
    removed = await store.trash("1").erase()
    assert (removed.articles, removed.quotes) == (1, 1)
    assert (await store.archive("1").counts()).articles == 0
    assert (await store.archive("2").counts()).articles == 1
    assert await store.archive("1").frequency(T, ["lحرب"]) == {"lحرب": 0}
    assert await store.archive("1").search(asked((T, "lحرب"))) == []
    await store.close()
    words = "الحرب انتهت".encode()
    assert all(words not in path.read_bytes() for path in tmp_path.iterdir())


async def test_what_a_chat_chose_is_kept(store: SqlStore) -> None:
    """A chat's choices are stored, with or without articles."""
    kept = store.preferences("1")
    assert await kept.read() == Preferences()
    chosen = Preferences("en", "Africa/Cairo", "latn", (22, 7), reacts=False, lost="left")
    await kept.write(chosen)
    assert await kept.read() == chosen


async def test_updates_are_kept_until_done(store: SqlStore) -> None:
    """An update is kept once, replayed while pending, and its content dropped when done."""
    assert await store.receive(7, "1", "raw")
    assert not await store.receive(7, "1", "raw")
    assert await store.pending() == ["raw"]
    await store.done(7)
    assert await store.pending() == []
    assert not await store.receive(7, "1", "raw")


async def test_failed_updates_are_counted_and_set_aside(store: SqlStore) -> None:
    """A failure is counted; a final one is set aside with its reason."""
    await store.receive(7, "1", "raw")
    assert await store.failed(7, "x", final=False) == 1
    assert await store.pending() == ["raw"]
    assert await store.failed(7, "broken", final=True) == 2
    assert await store.pending() == []
    assert await store.set_aside() == [(7, "broken")]


async def test_sent_parts_are_not_sent_again(store: SqlStore) -> None:
    """A part that was begun may be sent again, one that was sent may not."""
    assert await store.sending("1:0", "1")
    assert await store.sending("1:0", "1")
    await store.sent("1:0", 99)
    assert not await store.sending("1:0", "1")


async def test_all_survives_a_restart(tmp_path: Path) -> None:
    """A second opening finds everything, and the schema as it was."""
    url = f"sqlite:///{tmp_path}/deep/er/qawl.db"
    first = await open_store(url)
    await save(first, "1")
    await first.close()
    second = await open_store(url)
    assert (await second.archive("1").counts()).quotes == 1
    await second.close()


@pytest.mark.parametrize("url", ["nonsense", "postgresql://x/y", "sqlite:////proc/no/such/qawl.db"])
async def test_bad_addresses_are_refused(url: str) -> None:
    """A wrong address is one clear error."""
    with pytest.raises(StoreError):
        await open_store(url)


@pytest.mark.parametrize("chat", ["-100", "100", "a b", "a·t", "x2dx"])
def test_tokens_are_one_word_each(chat: str) -> None:
    """A token has no sign that the tokenizer splits at or that FTS5 reads; chats do not mix."""
    made = token(chat, "t", "l'x \" OR")
    assert not re.search(r"[\x00-/:-@\[-`{-\x7f]", made)
    assert made.count("·") == 1
    assert token("1", "t", "x") != token("1t", "", "x")


def test_an_expression_is_quoted_words() -> None:
    """Clauses are joined by AND, their terms by OR, each term in quotes."""
    made = Fts5().expression(groups("1", (Clause(T, ("lا", "lب")), Clause(S, ("k",)))))
    words = [token("1", "t", "lا"), token("1", "t", "lب"), token("1", "s", "k")]
    assert made == '("{}" OR "{}") AND ("{}")'.format(*words)


async def test_the_ledger_forgets_what_is_long_past(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts of an answer go when so many later updates are done; those of its neighbours and digests stay."""
    monkeypatch.setattr("bot.store.database.KEEP_SENT", 10)
    for key in ("5:0", "5:w1:0", "50:0", "6:0", "d5:1"):
        assert await store.sending(key, "7")
        await store.sent(key, 1)
    await store.receive(15, "7", "{}")
    await store.done(15)
    again = [
        key for key in ("5:0", "5:w1:0", "50:0", "6:0", "d5:1") if await store.sending(key, "7")
    ]
    assert again == ["5:0", "5:w1:0"]


async def test_what_is_past_its_time_goes(store: SqlStore) -> None:
    """Old articles leave rows, index, counts of terms and of the chat; younger ones stay as they were."""
    await save(store, "1", "old")
    border = datetime.now(UTC)
    await save(store, "1", "new", 2)
    search = Search(quotes=(((Clause(T, ("lحرب",)),),)), limit=9)
    assert len(await store.archive("1").search(search)) == 2
    assert await expire(store, 0) == 0
    assert await expire(store, 30, border + timedelta(days=30)) == 1
    archive = store.archive("1")
    assert await archive.article("old") is None
    assert [one.who for one in await archive.search(search)] == ["لافروف"]
    assert await archive.size() == (1, 1)
    assert (await archive.frequency(T, ["lحرب"]))["lحرب"] == 1
