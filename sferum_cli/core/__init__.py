"""Pure meaning: no files, no clock, no sentences, standard library only."""
