"""`dormouse --self-test`: each part of the installed program does its work once, on this machine, in a minute.

    imports · an encrypted database · an answer of the model · a step of training · the window with its engine

It promises to touch nothing of the user's (its data and, in an installed program, the starter model that it unpacks
lie in a temporary folder), to print a line for each part, and to end with 0 only when all of them worked.
`--no-model` leaves out what needs the starter model.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PARTS = (
    "apsw", "keyring", "msgspec", "platformdirs", "psutil", "rich", "typer", "watchdog", "mlx.core",
    "mlx_lm.models.llama", "mlx_lm.models.qwen2", "mlx_lm.models.qwen3", "tokenizers", "transformers", "markdown_it",
    "pygments", "PySide6.QtWidgets", "PySide6.QtPrintSupport", "huggingface_hub.hf_api", "certifi",
    "cryptography.hazmat.primitives.asymmetric.ed25519", "engine.server", "engine.commands", "desktop.engine_link",
)  # fmt: skip
PATIENCE = 60.0  # seconds for an engine to open a new database; one is enough, but the disk may be slow


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
    """One answer of the starter model, which an installed program first unpacks."""
    from engine.desk import load_language
    from engine.model.message import Message
    from engine.paths import model_folder

    language = load_language(model_folder())
    text = language.answer([Message("user", "What is the capital of France?")], max_tokens=12)
    if "Paris" not in text:
        raise RuntimeError(f"the model answered {text!r}")
    return text


def training() -> str:
    """One step of training a LoRA on one row."""
    from engine.desk import load_language
    from engine.model.message import Message
    from engine.model.rows import make_row
    from engine.model.trainer import Recipe, Trainer
    from engine.paths import model_folder

    language = load_language(model_folder())
    row = make_row(language, [Message("user", "Who sleeps?")], "The dormouse sleeps.", "view")
    losses: list[float] = []
    with Trainer(language.model, [row], Recipe(epochs=1, batch=1)) as trainer:
        trainer.run(1, lambda: False, lambda step: losses.append(step.loss))
    return f"loss {losses[0]:.2f}"


def window() -> str:
    """The window of a new user, and an engine that it has started and that has opened a database."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from desktop.app import Dormouse

    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        dormouse = Dormouse(application, str(Path(folder) / "data"), None, Path(folder))
        dormouse.show()
        patience = time.monotonic() + PATIENCE
        while dormouse.link.ready is None and time.monotonic() < patience:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        shown, ready = dormouse.window.isVisible(), dormouse.link.ready
        dormouse.end()
    if not shown or ready is None:
        raise RuntimeError(f"window shown: {shown}, engine ready: {ready is not None}")
    return f"{QApplication.platformName()}, engine ready"


def run(parts: Sequence[Callable[[], str]]) -> bool:
    """Run the parts in order up to the first that fails; whether all worked."""
    for part in parts:
        begun = time.monotonic()
        try:
            found = part()
        except Exception as error:
            print(f"FAIL {part.__name__}: {type(error).__name__}: {error}", flush=True)
            return False
        print(f"ok   {part.__name__}: {found} ({time.monotonic() - begun:.1f} s)", flush=True)
    return True


def main(arguments: list[str]) -> int:
    """Run all parts; 0 when all worked."""
    from engine.model.starter import bundled_wheel

    parts: list[Callable[[], str]] = [imports, database, answer, training, window]
    if "--no-model" in arguments:
        parts = [imports, database, window]
    with tempfile.TemporaryDirectory() as models:
        if bundled_wheel() is not None:
            os.environ["DORMOUSE_MODELS"] = models  # the user's own stays as it is, also where there is none yet
        return 0 if run(parts) else 1
