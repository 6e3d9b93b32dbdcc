"""The version of the program, nothing else."""

__version__ = "0.1.0"
