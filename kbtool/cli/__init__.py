"""The commands: each opens the project, calls one service, prints, sets the exit code."""
