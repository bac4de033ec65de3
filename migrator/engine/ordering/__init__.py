"""channels_first or channels_last: the verdict about a file, and what tells."""
