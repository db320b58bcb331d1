"""From redacted tickets to drafts of articles: pure, so the same tickets give the same drafts."""
