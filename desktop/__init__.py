"""The window: PySide6 and engine.protocol, and nothing else of the engine."""
