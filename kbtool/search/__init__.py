"""The search indexes and their ranking."""
