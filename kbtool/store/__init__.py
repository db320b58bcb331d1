"""Everything that writes: the ticket database and atomic files."""
