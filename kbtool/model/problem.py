"""A defect of content, reported together with all others instead of raised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One defect at one place.

    `path` is relative to the project, `line` counts from 1 (0: the whole file), `code` is documented in the
    reference of problem codes, `hint` says what to do next.
    """

    path: str
    line: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the form compilers use: `path:line: code message (hint)`."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}: {self.code} {self.message}{hint}"
