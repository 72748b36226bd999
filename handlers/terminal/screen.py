"""Messages as terminal text: bold, blockquotes behind a bar, buttons with numbers."""

from typing import Any

from rich.console import Console
from rich.text import Text

from handlers.rich import units

_STYLES = {"bold": "bold", "text_link": "underline", "italic": "italic"}
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})


def show(console: Console, method: str, parameters: dict[str, Any], buttons: list[str]) -> None:
    """Print one thing that the bot did; its buttons' codes are appended to ``buttons``."""
    if method == "setMessageReaction":
        emoji = "".join(one.get("emoji", "") for one in parameters.get("reaction") or [])
        console.print(f"[dim]· {emoji}[/dim]")
    elif method == "sendDocument":
        console.print(f"[dim]· file: {parameters.get('caption', '')}[/dim]")
    elif method == "sendPhoto":
        console.print(Text(f"· picture: {parameters.get('caption', '')}", style="dim"))
    elif method == "editMessageReplyMarkup":
        _keyboard(console, parameters.get("reply_markup") or {}, buttons)
    elif method == "answerCallbackQuery" and parameters.get("text"):
        console.print(Text(f"· {parameters['text']}", style="dim"))
    elif method in {"sendMessage", "editMessageText"}:
        quote = (parameters.get("reply_parameters") or {}).get("quote")
        if quote:
            console.print(Text(f"↩ {quote}", style="dim"))
        console.print(message(str(parameters["text"]), parameters.get("entities") or []))
        _keyboard(console, parameters.get("reply_markup") or {}, buttons)
        console.print()


def _keyboard(console: Console, markup: dict[str, Any], buttons: list[str]) -> None:
    for row in markup.get("inline_keyboard") or []:
        shown = []
        for button in row:
            buttons.append(button.get("callback_data", ""))
            shown.append(f"[{len(buttons)}] {button['text']}")
        console.print(Text("   ".join(shown), style="cyan"))


def message(text: str, entities: list[dict[str, Any]]) -> Text:
    """The text with its entities as styles, quoted lines behind a bar."""
    shown = Text(text)
    quoted: set[int] = set()
    for entity in entities:
        start = _code_points(text, entity["offset"])
        end = _code_points(text, entity["offset"] + entity["length"])
        if entity["type"] in _STYLES:
            shown.stylize(_STYLES[entity["type"]], start, end)
        if entity["type"] in _QUOTES:
            quoted.update(range(text[:start].count("\n"), text[:end].count("\n") + 1))
    lines = shown.split("\n", allow_blank=True)
    return Text("\n").join(
        Text("▸ ") + line if number in quoted else line for number, line in enumerate(lines)
    )


def _code_points(text: str, offset: int) -> int:
    total = 0
    for place, character in enumerate(text):
        if total >= offset:
            return place
        total += units(character)
    return len(text)
