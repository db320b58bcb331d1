"""The item gate: checks that an item must pass before a trainee sees it, each one small function."""
