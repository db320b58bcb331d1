"""The generator: what each type of item is made of, and how options are chosen."""
