"""Files on one side, core objects on the other; raises, never prints."""
