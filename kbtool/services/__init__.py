"""What a user can do with kbtool, one module each."""
