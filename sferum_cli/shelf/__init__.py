"""What the program knows: TOML files to core objects, and a person's own additions."""
