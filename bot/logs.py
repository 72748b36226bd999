"""Logging: structlog lines with ids, never with content or a token."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

#: A Bot API token, wherever a library may print one (httpx prints request addresses).
_TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,}")
_QUIET = (
    "httpx",
    "httpcore",
    "alembic",
    "apscheduler",
    "aiosqlite",
    "telegram.ext.Application",
    "pypdf",
    "trafilatura",
    "htmldate",
)


#: Secrets of this process, whatever form they have.
_secrets: set[str] = set()


def configure(form: str, *secrets: str) -> None:
    """Set up logging to standard error, as text or as JSON lines; ``secrets`` are never shown."""
    _secrets.update(secret for secret in secrets if secret)
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        scrub,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_scrub_record)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)


def scrub(logger: object, method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Replace anything that looks like a token in any value of an event."""
    del logger, method
    return {key: _clean(value) for key, value in event.items()}


def _clean(value: object) -> object:
    return hidden(value) if isinstance(value, str) else value


def hidden(text: str) -> str:
    """A text with this process' secrets, and whatever looks like a token, blotted out."""
    for secret in _secrets:
        text = text.replace(secret, "[secret]")
    return _TOKEN.sub("[token]", text)


def _scrub_record(record: logging.LogRecord) -> bool:
    record.msg = hidden(record.getMessage())
    record.args = ()
    if record.exc_info:
        # A traceback may hold a request's address, and with it the token.
        kind = record.exc_info[0]
        record.msg = f"{record.msg} ({kind.__name__ if kind else 'error'})"
        record.exc_info = None
    return True
