"""Core objects to text or bytes; touches no disk and no clock."""
