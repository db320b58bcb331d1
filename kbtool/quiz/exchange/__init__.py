"""Quiz items in the formats of other programs: one module per format, with a writer and a reader."""
