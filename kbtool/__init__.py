"""Turn resolved support tickets and Markdown into a help site, fast answers and quizzes."""

__version__ = "0.1.0"
