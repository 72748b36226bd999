"""``qawl digest``: the statements of a period, by story."""

import json
from datetime import datetime

from bot.services.usecases import UseCases
from bot.shapes import digest as shape


async def run(
    use_cases: UseCases, chat: str, since: datetime, until: datetime, *, as_json: bool
) -> int:
    """Print the digest of the half-open period."""
    found = await use_cases.digest(chat, since, until)
    if as_json:
        print(json.dumps(shape(found), ensure_ascii=False))
        return 0
    print(f"{found.articles} articles · {found.quotes} quotes · {found.speakers} speakers")
    for number, story in enumerate(found.stories, start=1):
        print(f"\n{number}. {story.title}")
        for hit in story.quotes:
            quote = hit.stored.quote
            print(f"  {quote.who} · {quote.act.value}: {hit.stored.text}")
    return 0
