"""Configuration, from the environment or a `.env` file; read once, at the edge. `.env.example` lists all of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.cipher import load_or_make_key, read_key

SQLITE = "sqlite:///"


class Settings(BaseSettings):
    """All that an operator can set. A setting that is left empty counts as not set."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    telegram_bot_token: SecretStr | None = Field(None, description="The bot's token, from @BotFather.")
    telegram_api_url: str = Field("https://api.telegram.org", description="Root of the Bot API server.")
    database_url: str = Field(f"{SQLITE}otherdoors.db", description="Where conversations are kept, encrypted.")
    encryption_key: SecretStr | None = Field(None, description="The key itself (32 bytes, base64), before any file.")
    encryption_key_file: Path = Field(
        Path("~/.config/otherdoors/key"),
        description="File with the key; made on first run, outside the database's folder.",
    )
    operator_contact: str = Field("", description="How users reach whoever runs this bot; shown by /privacy.")
    webhook_url: str = Field("", description="Public https address for Telegram to post to; empty means polling.")
    webhook_secret: SecretStr | None = Field(None, description="Secret that Telegram sends with each post.")
    webhook_listen: str = Field("127.0.0.1:8080", description="host:port to listen on for the webhook.")
    tick_seconds: float = Field(30, gt=0, description="How often due reminders are looked for at the latest.")

    @field_validator("database_url")
    @classmethod
    def _sqlite_only(cls, url: str) -> str:
        if not url.startswith(SQLITE) or len(url) == len(SQLITE):
            raise ValueError(f"write {SQLITE} and a file's name, as in {SQLITE}otherdoors.db")
        return url

    @field_validator("telegram_api_url")
    @classmethod
    def _root_of_a_server(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("begin with https:// (or http:// on your own machine)")
        return url.rstrip("/")

    @field_validator("telegram_bot_token")
    @classmethod
    def _token_in_one_piece(cls, token: SecretStr | None) -> SecretStr | None:
        bare = token.get_secret_value().strip() if token else ""
        if len(bare.split()) > 1:
            raise ValueError("a token has no spaces in it")
        return SecretStr(bare) if bare else None

    @field_validator("webhook_listen")
    @classmethod
    def _host_and_port(cls, listen: str) -> str:
        if not listen.rpartition(":")[2].isdecimal():
            raise ValueError("write host:port, as in 127.0.0.1:8080")
        return listen

    @model_validator(mode="after")
    def _webhook_with_a_secret(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_URL needs a WEBHOOK_SECRET, or anybody could post in anybody's name")
        return self

    @property
    def database_path(self) -> Path:
        """The file of the SQLite database."""
        return Path(self.database_url.removeprefix(SQLITE)).expanduser()

    def key(self) -> bytes:
        """Return the encryption key, and make its file on the first run. Raises `NotAKeyError`."""
        if self.encryption_key:
            return read_key(self.encryption_key.get_secret_value())
        return load_or_make_key(self.encryption_key_file.expanduser())


def one_thread_each() -> None:
    """Keep numpy to one thread, unless the operator set it: one text is too small to share, and waiting costs more.

    Call it before numpy is imported.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def has_display() -> bool:
    """Tell whether a browser can open a window here; one that runs in a terminal would take it over."""
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
