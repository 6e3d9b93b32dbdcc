"""One use case per function: load, core, save, return."""
