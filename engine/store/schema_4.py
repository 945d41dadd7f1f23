"""Step 4 of the database: on which slow adapter a fast one stands; "" is the bare model."""

from __future__ import annotations

LAYERS = "ALTER TABLE adapters ADD COLUMN beneath TEXT NOT NULL DEFAULT ''"
