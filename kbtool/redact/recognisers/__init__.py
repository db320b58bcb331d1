"""One module for each kind of thing that gives itself away by its form or by the words around it.

A module has `find(view) -> Iterator[Span]` for what shows by its form, or `TRIGGERS`, which says for a folded
word what to look for around it: the text is then cut into words only once, and only those words cost time.
"""
