"""One window per user and data folder: a second start raises the first and ends."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 800  # milliseconds for the first instance to answer
RAISE = b"raise\n"


class SingleInstance(QObject):
    """`first` tells whether this is the one; `raised` that another start wants the window to be seen."""

    raised = Signal()

    def __init__(self, data: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = hashlib.sha256(str(Path(data).absolute() if data else "").encode()).hexdigest()[:16]
        name = self._name = f"dormouse-{os.getuid()}-{folder}"  # the temporary folder is everybody's
        self._lock = QLockFile(QDir.temp().filePath(f"{name}.lock"))
        self._lock.setStaleLockTime(0)  # only a dead process makes it stale
        self.first = self._lock.tryLock(50)
        self._server: QLocalServer | None = None
        if self.first:
            self._listen()

    def _listen(self) -> None:
        QLocalServer.removeServer(self._name)  # left over from a crash
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        self._server.listen(self._name)

    def _called(self) -> None:
        socket = self._server.nextPendingConnection() if self._server else None
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()

    def call_first(self) -> bool:
        """Ask the first instance to show itself; whether it heard."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT):
            return False
        socket.write(RAISE)
        socket.waitForBytesWritten(WAIT)
        socket.disconnectFromServer()
        return True

    def close(self) -> None:
        """Let another start be the first."""
        if self._server is not None:
            self._server.close()
        if self.first:
            self._lock.unlock()
