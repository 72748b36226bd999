"""Settings: all faults at once, by name, and no secret shown."""

from pathlib import Path

import pytest

from bot import settings
from bot.errors import SettingsError

README = Path(__file__).parent.parent / "README.md"
TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine, no .env file."""
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"QAWL_{name.upper()}", raising=False)


def test_defaults_need_nothing() -> None:
    """Without any setting the program works on this machine."""
    found = settings.load()
    assert found.database_url.endswith("qawl.db")
    assert found.timezone == "UTC"


def test_all_faults_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every wrong setting is named, with what is wrong."""
    for name, value in {
        "QAWL_TIMEZONE": "Mars/Olympus",
        "QAWL_API_URL": "ftp://x",
        "QAWL_LOG": "xml",
        "QAWL_ADMINS": "1,me",
        "QAWL_WEBHOOK_LISTEN": "8080",
        "QAWL_DATABASE": "mysql://x",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    names = {fault.split(":")[0] for fault in caught.value.faults}
    assert names == {
        "QAWL_TIMEZONE", "QAWL_API_URL", "QAWL_LOG", "QAWL_ADMINS", "QAWL_WEBHOOK_LISTEN", "QAWL_DATABASE",
    }  # fmt: skip


def test_good_values_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sound settings are taken as they are."""
    monkeypatch.setenv("QAWL_TIMEZONE", "Africa/Cairo")
    monkeypatch.setenv("QAWL_API_URL", "http://localhost:8081/")
    monkeypatch.setenv("QAWL_ADMINS", "1, 2")
    monkeypatch.setenv("QAWL_WEBHOOK_LISTEN", "0.0.0.0:80")
    monkeypatch.setenv("QAWL_DATABASE", "sqlite:///x.db")
    found = settings.load()
    assert found.api_url == "http://localhost:8081"
    assert found.database_url == "sqlite:///x.db"


def test_the_token_is_in_no_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings' text nor a fault shows the token."""
    monkeypatch.setenv("QAWL_TOKEN", TOKEN)
    assert TOKEN not in repr(settings.load())
    monkeypatch.setenv("QAWL_LOG", "xml")
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert TOKEN not in str(caught.value)


def test_every_setting_is_in_the_readme() -> None:
    """A setting that nobody can read about does not exist."""
    text = README.read_text(encoding="utf-8")
    for name in settings.Settings.model_fields:
        assert f"QAWL_{name.upper()}" in text


def test_only_health_may_listen_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty address means no pages of health; a webhook without one is a fault."""
    monkeypatch.setenv("QAWL_HEALTH_LISTEN", "")
    assert settings.load().health_listen == ""
    monkeypatch.setenv("QAWL_HEALTH_LISTEN", "9100")
    monkeypatch.setenv("QAWL_WEBHOOK_LISTEN", "")
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert {fault.partition(":")[0] for fault in caught.value.faults} == {
        "QAWL_HEALTH_LISTEN",
        "QAWL_WEBHOOK_LISTEN",
    }
