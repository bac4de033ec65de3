"""What a stranger's code may do and leave behind: kernel, limits, folders, our own functions."""
