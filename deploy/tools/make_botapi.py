"""Make ``seeds/botapi.json`` from the Bot API as data (PaulSonOfLars/telegram-bot-api-spec, 10.0).

    python deploy/tools/make_botapi.py bot-api-10.0.json > seeds/botapi.json

Kept: the methods that the bot calls, and the types that their parameters hold, with field names,
types and whether a field is required; no descriptions.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

METHODS = (
    "getMe", "getUpdates", "setWebhook", "deleteWebhook", "sendMessage", "editMessageText",
    "editMessageReplyMarkup", "answerCallbackQuery", "setMessageReaction", "sendDocument",
    "sendChatAction", "getChatMember", "setMyCommands", "setMyDescription",
    "setMyShortDescription", "getFile", "deleteMessage", "sendPhoto", "answerInlineQuery",
    "getChat",
)  # fmt: skip


def main(path: Path) -> None:
    """Print the reduced facts."""
    spec = json.loads(path.read_text())
    methods = {name: fields(spec["methods"][name]) for name in METHODS}
    wanted = {t for rows in methods.values() for row in rows for t in names(row[1])}
    types: dict[str, Any] = {}
    while wanted:
        name = wanted.pop()
        if name in types or name not in spec["types"]:
            continue
        entry = spec["types"][name]
        subtypes = entry.get("subtypes", [])
        types[name] = {"fields": fields(entry), "subtypes": subtypes}
        wanted |= {t for row in types[name]["fields"] for t in names(row[1])} | set(subtypes)
    print(json.dumps({"version": "10.0", "methods": methods, "types": types}, indent=None))


def fields(entry: dict[str, Any]) -> list[list[Any]]:
    """Name, types and whether required, of each field."""
    return [[f["name"], f["types"], f["required"]] for f in entry.get("fields", [])]


def names(types: list[str]) -> set[str]:
    """Type names inside «Array of X»."""
    return {re.sub("^(Array of )+", "", one) for one in types}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
