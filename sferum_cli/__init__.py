"""The version of the program, nothing else."""

__version__ = "0.2.0.dev0"
