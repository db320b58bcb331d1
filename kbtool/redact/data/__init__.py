"""Word lists as text files: one list a file, words separated by white space, `#` starts a comment line."""
