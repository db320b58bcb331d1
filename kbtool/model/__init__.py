"""The records that pass through the pipeline: frozen, without input or output."""
