"""One night: gather, consolidate, dream, train, exam, wake."""
