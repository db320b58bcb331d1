"""Making quiz items, checking them and grading answers."""
