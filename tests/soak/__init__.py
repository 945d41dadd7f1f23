"""The long tests as one table: `python -m tests.soak`, or with QUICK=1 the short versions."""
