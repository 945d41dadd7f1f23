"""What is kept: the encrypted database and everything that lives in it."""
