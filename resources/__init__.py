"""Data, not code: prompts, words, icons, themes, translations. A package, so that an installed copy finds them too."""
