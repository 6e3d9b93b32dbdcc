"""The command line: read options, call one flow, hand the result to render."""
