"""Questions as they were understood, on SQLite: for follow-ups, and for the buttons under answers."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.question import Question, QuestionForm, TopicWord
from bot.model.quote import Act
from bot.store.rows import instant, stamp
from bot.store.schema import ASKED, OUTBOX

#: Questions kept of each asker; a button under an older answer is told to be too old.
KEPT = 50


def dumped(question: Question) -> str:
    """A question as JSON."""
    values = asdict(question)
    for name in ("since", "until"):
        values[name] = stamp(values[name]) if values[name] else None
    return json.dumps(values | {"people": sorted(question.people)}, ensure_ascii=False)


def loaded(text: str) -> Question:
    """The question of its JSON."""
    values: dict[str, Any] = json.loads(text)
    for name in ("speaker_words", "topic"):
        values[name] = tuple(_word(word) for word in values[name])
    for name in ("since", "until"):
        values[name] = instant(values[name]) if values[name] else None
    question = Question(**values)
    return replace(
        question,
        form=QuestionForm(question.form) if question.form else None,
        act=Act(question.act) if question.act else None,
        cue=tuple(question.cue),
        people=frozenset(question.people),
    )


def _word(values: dict[str, Any]) -> TopicWord:
    terms = tuple((str(term), float(weight)) for term, weight in values["terms"])
    return TopicWord(values["printed"], terms, values["name"])


async def remember(
    connection: AsyncConnection, chat: str, asker: str, update: int | None, question: Question
) -> int:
    """Keep a question; its key."""
    values = {"chat": chat, "asker": asker, "update": update, "at": stamp()}
    added = insert(ASKED).values(question=dumped(question), **values)
    key = int((await connection.execute(added.returning(ASKED.c.pk))).scalar_one())
    mine = (ASKED.c.chat == chat) & (ASKED.c.asker == asker)
    old = select(ASKED.c.pk).where(mine).order_by(ASKED.c.pk.desc()).offset(KEPT).limit(1)
    await connection.execute(delete(ASKED).where(mine, ASKED.c.pk <= old.scalar_subquery()))
    return key


async def recalled(connection: AsyncConnection, chat: str, key: int) -> Question | None:
    """The question with a key, where the chat has it."""
    query = select(ASKED.c.question).where(ASKED.c.chat == chat, ASKED.c.pk == key)
    text = (await connection.execute(query)).scalar()
    return loaded(text) if text else None


async def before(
    connection: AsyncConnection, chat: str, asker: str, since: datetime
) -> Question | None:
    """What somebody asked last, where it was not before an instant."""
    mine = (ASKED.c.chat == chat) & (ASKED.c.asker == asker) & (ASKED.c.at >= stamp(since))
    query = select(ASKED.c.question).where(mine).order_by(ASKED.c.pk.desc()).limit(1)
    text = (await connection.execute(query)).scalar()
    return loaded(text) if text else None


async def answered_by(connection: AsyncConnection, chat: str, message: int) -> Question | None:
    """The question that a message of the bot answers."""
    sent = select(OUTBOX.c.key).where(OUTBOX.c.chat == chat, OUTBOX.c.message == message)
    key = (await connection.execute(sent)).scalar()
    number = key.partition(":")[0] if key is not None else ""
    if not number.isdecimal():
        return None
    update = int(number)
    query = select(ASKED.c.question).where(ASKED.c.chat == chat, ASKED.c.update == update)
    text = (await connection.execute(query.order_by(ASKED.c.pk.desc()).limit(1))).scalar()
    return loaded(text) if text else None
