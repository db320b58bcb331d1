"""Making drafts of articles from redacted tickets."""
