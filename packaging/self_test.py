"""`dormouse --self-test`: each part of the installed program does its work once, on this machine, in a minute.

    imports · an encrypted database · an answer of the model · a step of training · a window

It promises to touch no data of the user's (a temporary folder), to print a line for each part, and to end with 0 only
when all of them worked. `--no-model` leaves out what needs the starter model.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PARTS = (
    "apsw", "keyring", "msgspec", "platformdirs", "psutil", "rich", "typer", "watchdog", "mlx.core",
    "mlx_lm.models.llama", "mlx_lm.models.qwen2", "mlx_lm.models.qwen3", "tokenizers", "transformers", "markdown_it",
    "pygments", "PySide6.QtWidgets", "engine.server", "engine.commands", "desktop.engine_link",
)  # fmt: skip


def imports() -> str:
    """Every library and every part of ours, by name."""
    for name in PARTS:
        importlib.import_module(name)
    return f"{len(PARTS)} modules"


def database() -> str:
    """A row written to an encrypted file and read back; the file holds no plain text."""
    from engine.store.database import Database

    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "test.db", os.urandom(32)
        for text in ("written", "read"):
            store = Database.open(path, key)
            if text == "written":
                store.execute("CREATE TABLE self_test (word TEXT)")
                store.execute("INSERT INTO self_test VALUES ('plain words')")
            found = store.one("SELECT word FROM self_test")
            store.close()
        if found != ("plain words",) or b"plain words" in path.read_bytes():
            raise RuntimeError("the encrypted database did not keep its word")
        return f"{path.stat().st_size} bytes, encrypted"


def answer() -> str:
    """One answer of the starter model."""
    from engine.model.language import Language
    from engine.model.message import Message
    from engine.paths import model_folder

    language = Language.load(model_folder())
    text = language.answer([Message("user", "What is the capital of France?")], max_tokens=12)
    if "Paris" not in text:
        raise RuntimeError(f"the model answered {text!r}")
    return text


def training() -> str:
    """One step of training on one row."""
    from engine.model.language import Language
    from engine.model.message import Message
    from engine.model.rows import make_row
    from engine.model.trainer import Recipe, Trainer
    from engine.paths import model_folder

    language = Language.load(model_folder())
    row = make_row(language, [Message("user", "Who sleeps?")], "The dormouse sleeps.", "view")
    losses: list[float] = []
    with Trainer(language.model, [row], Recipe(epochs=1, batch=1)) as trainer:
        trainer.run(1, lambda: False, lambda step: losses.append(step.loss))
    return f"loss {losses[0]:.2f}"


def window() -> str:
    """The chat window, shown once."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QLabel

    application = QApplication.instance() or QApplication([])
    label = QLabel("Dormouse")
    label.show()
    application.processEvents()
    if not label.isVisible():
        raise RuntimeError("no window appeared")
    return QApplication.platformName()


def main(arguments: list[str]) -> int:
    """Run the parts in order; 0 when all worked."""
    parts: list[Callable[[], str]] = [imports, database, answer, training, window]
    if "--no-model" in arguments:
        parts = [imports, database, window]
    for part in parts:
        begun = time.monotonic()
        try:
            found = part()
        except Exception as error:
            print(f"FAIL {part.__name__}: {type(error).__name__}: {error}", flush=True)
            return 1
        print(f"ok   {part.__name__}: {found} ({time.monotonic() - begun:.1f} s)", flush=True)
    return 0
