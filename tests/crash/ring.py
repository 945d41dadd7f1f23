"""A keyring that behaves as `RING` says: good, missing, locked, raising, wrong or slow. Its secrets: `RING_FILE`."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class Ring(KeyringBackend):
    """See the module."""

    priority = 1  # type: ignore[assignment]  # keyring's own way

    def get_password(self, service: str, username: str) -> str | None:
        match os.environ["RING"]:
            case "missing":
                return None
            case "locked":
                raise KeyringLocked("locked")
            case "raising":
                raise RuntimeError("the bus is on fire")
            case "wrong":
                return "ab" * 32
            case "slow":
                time.sleep(float(os.environ["RING_SLOW"]))
        return self._all().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        kept = {**self._all(), f"{service}/{username}": password}
        Path(os.environ["RING_FILE"]).write_text(json.dumps(kept))

    def _all(self) -> dict[str, str]:
        path = Path(os.environ["RING_FILE"])
        return dict(json.loads(path.read_text())) if path.exists() else {}
