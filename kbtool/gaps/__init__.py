"""What the knowledge base lacks, and how much that matters."""
