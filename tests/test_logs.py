"""Logs: ids, never content, never a token."""

import logging

import pytest
from structlog import get_logger

from bot import logs

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_token_reaches_a_log(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a library prints, a token is blotted out, and tracebacks are left out."""
    logs.configure(form)
    get_logger().warning("request", address=f"https://host/bot{TOKEN}/getMe", update=5)
    logging.getLogger("x").warning("calling %s", f"bot{TOKEN}")
    try:
        raise ValueError(TOKEN)  # noqa: TRY301
    except ValueError:
        logging.getLogger("x").exception("failed")
    written = capsys.readouterr().err
    assert TOKEN not in written
    assert "[token]" in written
    assert "failed (ValueError)" in written
    logging.getLogger().handlers.clear()


def test_a_secret_of_any_form_is_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    """The configured token and webhook secret are blotted out even where they look like nothing."""
    logs.configure("text", "4200:short", "", "hook")
    logging.getLogger("x").error("calling 4200:short with hook")
    assert logs.hidden(f"4200:short {TOKEN}") == "[secret] [token]"
    written = capsys.readouterr().err
    assert "short" not in written
    assert "with [secret]" in written
    logs._secrets.clear()
    logging.getLogger().handlers.clear()
