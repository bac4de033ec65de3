"""What a source says, before anything is decided: text, scopes, names, values, classes."""
