"""One call of a legacy symbol: bound, decided, and its arguments carried over."""
