"""Dormouse's engine: the model, the database and the night. It knows no Qt."""

__version__ = "0.1.0"
