"""The Mac's login item, against a fake of the system's service."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from desktop import login_item

APP = "/Applications/Dormouse.app/Contents/MacOS/dormouse"


class Service:
    """As SMAppService.mainAppService() behaves: a status, and two calls that return (done, error)."""

    def __init__(self, status: int = 0, refuse: str = "") -> None:
        self._status, self.refuse, self.calls = status, refuse, 0

    def status(self) -> int:
        return self._status

    def registerAndReturnError_(self, _: None) -> tuple[bool, object]:
        return self._set(1)

    def unregisterAndReturnError_(self, _: None) -> tuple[bool, object]:
        return self._set(0)

    def _set(self, status: int) -> tuple[bool, object]:
        self.calls += 1
        if self.refuse:
            return False, self.refuse
        self._status = status
        return True, None


def test_on_and_off_and_nothing_twice() -> None:
    item = Service()
    login_item.set_on(item, True)
    login_item.set_on(item, True)
    assert login_item.is_on(item) and item.calls == 1
    login_item.set_on(item, False)
    assert not login_item.is_on(item) and item.calls == 2
    assert login_item.is_on(Service(status=login_item.REQUIRES_APPROVAL))


def test_a_refusal_is_told() -> None:
    with pytest.raises(OSError, match="not allowed"):
        login_item.set_on(Service(refuse="not allowed"), True)


def test_only_an_app_on_a_mac_with_the_framework_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    item = Service()
    fake = SimpleNamespace(SMAppService=SimpleNamespace(mainAppService=lambda: item))
    monkeypatch.setitem(sys.modules, "ServiceManagement", fake)  # type: ignore[arg-type]
    assert login_item.service("darwin", APP) is item
    assert login_item.service("darwin", "/usr/bin/python3") is None and login_item.service("linux", APP) is None
    monkeypatch.setitem(sys.modules, "ServiceManagement", SimpleNamespace())  # type: ignore[arg-type]  # before macOS 13
    assert login_item.service("darwin", APP) is None
    monkeypatch.setitem(sys.modules, "ServiceManagement", None)  # type: ignore[arg-type]  # importing it fails
    assert login_item.service("darwin", APP) is None
