"""Settings from the environment or a ``.env`` file, each named ``QAWL_...``."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

TELEGRAM = "https://api.telegram.org"


class Settings(BaseSettings):
    """All settings; the token is a secret that no print shows."""

    model_config = SettingsConfigDict(
        env_prefix="QAWL_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    token: SecretStr = Field(default=SecretStr(""), description="the bot's token from @BotFather")
    api_url: str = Field(default=TELEGRAM, description="base address of the Bot API server")
    database: str = Field(default="", description="sqlite:///PATH or postgresql://...")
    data_dir: Path = Field(
        default_factory=lambda: user_data_path("qawl"), description="folder for all that is kept"
    )
    morphology: str = Field(default="", description="path or camel_data name of a database")
    webhook_url: str = Field(default="", description="public https address; empty means polling")
    webhook_secret: SecretStr = Field(
        default=SecretStr(""), description="1 to 256 of A-Z a-z 0-9 _ -, wanted with a webhook"
    )
    webhook_listen: str = Field(default="127.0.0.1:8080", description="host:port to listen on")
    timezone: str = Field(default="UTC", description="IANA zone of chats that have not chosen")
    log: Literal["text", "json"] = Field(default="text", description="form of the log lines")
    health_listen: str = Field(
        default="", description="host:port of /healthz and /metrics; empty means none"
    )
    retention_days: int = Field(
        default=0, ge=0, description="days after which articles go; 0 keeps them"
    )
    admins: str = Field(default="", description="Telegram user ids, separated by commas")

    @field_validator("api_url", "webhook_url")
    @classmethod
    def _is_web(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"http", "https"}:
            message = "must begin with https:// or http://"
            raise ValueError(message)
        return value.rstrip("/")

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            message = "is no IANA time zone"
            raise ValueError(message) from error
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _is_listen(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal():
            message = "must be host:port"
            raise ValueError(message)
        return value

    @field_validator("health_listen")
    @classmethod
    def _is_listen_or_none(cls, value: str) -> str:
        return cls._is_listen(value) if value else value

    @field_validator("admins")
    @classmethod
    def _are_numbers(cls, value: str) -> str:
        if any(not part.strip().isdecimal() for part in value.split(",") if part.strip()):
            message = "must be numbers separated by commas"
            raise ValueError(message)
        return value

    @field_validator("database")
    @classmethod
    def _is_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql://")):
            message = "must be sqlite:///PATH or postgresql://..."
            raise ValueError(message)
        return value

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may show."""
        return self.token.get_secret_value(), self.webhook_secret.get_secret_value()

    @property
    def admin_ids(self) -> frozenset[int]:
        """The operator's users."""
        return frozenset(int(part) for part in self.admins.split(",") if part.strip())

    @property
    def database_url(self) -> str:
        """The database's address, the default filled in."""
        return self.database or f"sqlite:///{self.data_dir / 'qawl.db'}"


def load() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: one or more are wrong; all are named, with no value of a secret shown.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            f"QAWL_{'_'.join(str(part) for part in fault['loc']).upper()}: {_plain(fault['msg'])}"
            for fault in error.errors(include_input=False, include_url=False)
        ]
        raise SettingsError(faults) from None


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")
