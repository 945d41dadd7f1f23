"""The true engine process of `tests.echo`, built with the update channel that the environment names.

python -m tests.engine.channelled serve --data DIR
"""

from __future__ import annotations

import os
import sys

import msgspec

from engine import updates
from tests import echo

VARIABLE = "TEST_CHANNEL"


def main() -> int:
    channel = msgspec.json.decode(os.environ[VARIABLE], type=updates.Channel)
    updates.channel = lambda: channel
    return echo.main()


if __name__ == "__main__":
    sys.exit(main())
