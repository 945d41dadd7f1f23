"""Start at login on a Mac: the app registers itself with the system (SMAppService), which shows it in its settings.

Promises: elsewhere, from a checkout, or without the framework, it says that it cannot, and nothing else happens.
Refuses to write files: `desktop.autostart` does where this does not serve.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

ENABLED = 1  # SMAppServiceStatusEnabled
REQUIRES_APPROVAL = 2  # SMAppServiceStatusRequiresApproval: registered, and the user has to allow it in the settings


def service(platform: str = sys.platform, executable: str = sys.executable) -> Any | None:
    """The system's service for this app, or None where there is none: it must run from inside an .app."""
    if platform != "darwin" or not any(part.suffix == ".app" for part in Path(executable).parents):
        return None
    try:
        framework = importlib.import_module("ServiceManagement")
    except ImportError:
        return None
    kind = getattr(framework, "SMAppService", None)
    return kind.mainAppService() if kind is not None else None


def is_on(item: Any) -> bool:
    """Whether the app is registered, allowed by the user or not yet."""
    return int(item.status()) in (ENABLED, REQUIRES_APPROVAL)


def set_on(item: Any, on: bool) -> None:
    """Register or unregister; raises `OSError` with the system's own reason when it refuses."""
    if on == is_on(item):
        return
    done, error = item.registerAndReturnError_(None) if on else item.unregisterAndReturnError_(None)
    if not done:
        raise OSError(str(error) if error is not None else "the system gave no reason")
