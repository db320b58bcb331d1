"""Readers of tickets from other systems."""
