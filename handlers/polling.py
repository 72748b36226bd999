"""Polling that one malformed update cannot stop.

PTB does not advance its offset past an update that it cannot parse: it asks for the same one for
ever. This request replaces such an update by an empty one of the same number, and says so.
"""

import json
from typing import Any

from structlog import get_logger
from telegram import Update
from telegram.request import HTTPXRequest

_log = get_logger()


class GuardedRequest(HTTPXRequest):
    """The request of getUpdates, with unparsable updates emptied."""

    async def do_request(
        self,
        url: str,
        method: str,
        *rest: Any,  # noqa: ANN401 - passes on what PTB gives
        **named: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """The server's answer, guarded."""
        code, payload = await super().do_request(url, method, *rest, **named)
        if not url.endswith("/getUpdates"):
            return code, payload
        return code, guard(payload)


def guard(payload: bytes) -> bytes:
    """The payload with each update that cannot be parsed reduced to its number."""
    try:
        answer = json.loads(payload)
    except (ValueError, UnicodeDecodeError):
        return payload
    updates = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(updates, list):
        return payload
    answer["result"] = [_sound(update) for update in updates if isinstance(update, dict)]
    return json.dumps(answer).encode()


def _sound(update: dict[str, Any]) -> dict[str, Any]:
    try:
        parsed = Update.de_json(update, None)
        json.dumps(update, ensure_ascii=False).encode()
        if isinstance(parsed.update_id, int):
            return update
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not stop the line
        _log.warning("malformed update", update=update.get("update_id"), kind=type(error).__name__)
    number = update.get("update_id")
    return {"update_id": number} if isinstance(number, int) else {"update_id": 0}
