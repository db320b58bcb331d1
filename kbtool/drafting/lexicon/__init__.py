"""The words that the rules of drafting look for, German and English; no rules here."""
