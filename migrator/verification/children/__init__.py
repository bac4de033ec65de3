"""The processes that a verification consists of, and what goes between them."""
