"""Step 6 of the database: which of the facts that an adapter was trained on it also knew in its exam."""

from __future__ import annotations

KNOWN = "ALTER TABLE adapter_facts ADD COLUMN known INTEGER NOT NULL DEFAULT 1 CHECK (known IN (0, 1))"
