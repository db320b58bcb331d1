"""Taking personal data and secrets out of tickets."""
