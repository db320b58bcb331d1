"""The MkDocs plugin that makes a help site of the articles."""
