"""All settings in one class, and where each value came from.

Rising order: default, environment `GONGKAI_*`, `gongkai.toml`, flags of the command.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from limits import parse_many
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

CONFIG_VARIABLE = "GONGKAI_CONFIG"
"""Names another file than `./gongkai.toml`."""


class SettingsError(Exception):
    """A setting that cannot be used; the message names it, its origin and what it takes."""


class Settings(BaseSettings):
    """Everything that can be configured. Build it with `load_settings`."""

    model_config = SettingsConfigDict(env_prefix="GONGKAI_", frozen=True, extra="forbid")

    data: Path = Field(Path("data"), description="Folder of records, manifest, archive and index.")
    engine: str = Field(
        "",
        description="Engine URL: tantivy:PATH or elasticsearch://host:9200/prefix?shards=3. "
        "Empty: tantivy in the data folder.",
    )
    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the server listens on.")
    base_url: str = Field(
        "",
        pattern=r"^(https?://[^\s?#]+[^\s?#/])?$",
        description="Public address, for absolute links; empty: links are relative.",
    )
    language: Literal["zh", "en"] = Field("zh", description="Language where none is asked for.")
    query_seconds: float = Field(5.0, gt=0, le=60, description="Time budget of one query.")
    concurrent_searches: int = Field(
        max(2, os.cpu_count() or 2),
        ge=1,
        le=256,
        description="Searches run at the same time; more than processors only slow each other.",
    )
    waiting_searches: int = Field(
        16, ge=0, le=4096, description="Searches that may wait; more are told to come again (503)."
    )
    waiting_seconds: float = Field(
        1.0, gt=0, le=30, description="How long a search may wait for its turn."
    )
    rate_limit: str = Field(
        "60/minute", description="Requests per client, e.g. 60/minute; 10/second. Empty: no limit."
    )
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        (), description="Networks (10.0.0.0/8, …) whose X-Forwarded-For is believed."
    )
    cursor_secret: SecretStr = Field(
        SecretStr(""), description="Key that signs cursors. Empty: one kept in the data folder."
    )
    synonyms: str = Field(
        "",
        description="File of your own synonyms, a rule a line: `tire, tyre` or `TFT => thin film "
        "transistor`; searched where expand=synonyms asks for them. Empty: none.",
    )
    ocr: Literal["auto", "off"] = Field(
        "auto",
        description="Whether the text of scanned PDF pages is recognised where tesseract is "
        "installed (takes seconds per page).",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severe log line written."
    )
    log_format: Literal["json", "text"] = Field("json", description="Form of log lines.")
    log_queries: bool = Field(
        default=False, description="Whether logs hold the text of queries (personal data)."
    )

    @property
    def engine_url(self) -> str:
        """The engine URL with its default filled in."""
        return self.engine or f"tantivy:{self.data / 'index'}"

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split_networks(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("rate_limit")
    @classmethod
    def _check_rate(cls, value: str) -> str:
        if value:
            parse_many(value)
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, TomlConfigSettingsSource(settings_cls, config_file()), env_settings


class Explained(NamedTuple):
    """One setting: its value as text (secrets hidden) and where it came from."""

    name: str
    value: str
    origin: str
    description: str


def load_settings(flags: Mapping[str, Any] | None = None) -> Settings:
    """Settings from all sources; flags that are None do not count. Raises SettingsError."""
    toml = config_file()
    if CONFIG_VARIABLE in os.environ and not toml.is_file():
        raise SettingsError(f"{CONFIG_VARIABLE} names {toml}, which is not a file.")
    try:
        return Settings(**_given(flags))
    except ValidationError as error:
        raise SettingsError(_sentence(error, toml)) from None
    except ValueError as error:
        raise SettingsError(f"{toml} cannot be read: {error}") from None


def config_file() -> Path:
    return Path(os.environ.get(CONFIG_VARIABLE) or "gongkai.toml")


def explain_settings(settings: Settings, flags: Mapping[str, Any] | None = None) -> list[Explained]:
    """Every setting with value and origin, as `load_settings` with the same flags found it."""
    toml = config_file()
    in_file = TomlConfigSettingsSource(Settings, toml)() if toml.is_file() else {}
    given = _given(flags)
    explained = []
    for name, field in Settings.model_fields.items():
        variable = f"GONGKAI_{name.upper()}"
        if name in given:
            origin = f"flag --{name.replace('_', '-')}"
        elif name in in_file:
            origin = f"file {toml}"
        elif any(key.upper() == variable for key in os.environ):
            origin = f"environment {variable}"
        else:
            origin = "default"
        value = settings.engine_url if name == "engine" else getattr(settings, name)
        explained.append(Explained(name, _shown(value), origin, field.description or ""))
    return explained


def _given(flags: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (flags or {}).items() if value is not None}


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return "(set)" if value.get_secret_value() else ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _sentence(error: ValidationError, toml: Path) -> str:
    parts = []
    for one in error.errors():
        name = ".".join(map(str, one["loc"]))
        where = f"GONGKAI_{name.upper()}, {toml} or --{name.replace('_', '-')}"
        parts.append(f"Setting {name} ({where}): {one['msg']}")
    return "; ".join(parts)
