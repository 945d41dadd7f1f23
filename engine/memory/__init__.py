"""What is remembered: trust, recall and the memory file."""
