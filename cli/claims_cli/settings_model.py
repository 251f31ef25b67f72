"""What ``claims.toml`` may say; apart from the rest because only commands that read it need pydantic."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from claims_cli.settings import FailOn

DEFAULT_DATABASE = Path("claims.duckdb")


class Settings(BaseModel):
    """The keys of ``claims.toml``. The table ``policy`` is the checks' own and is read there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    db: Path = DEFAULT_DATABASE
    fail_on: FailOn = "error"
    jobs: int | None = Field(default=None, ge=1)
    memory_limit: str | None = Field(default=None, pattern=r"^\d+(\.\d+)? ?[KMGT]i?B$")
    suites: tuple[str, ...] = ()
    reference: tuple[Path, ...] = ()
    waivers: Path = Path("claims-waivers.toml")
    policy: dict[str, Any] = Field(default_factory=dict)

    @property
    def processes(self) -> int:
        return self.jobs or os.cpu_count() or 1
