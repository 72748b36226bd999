"""Data of the program: ``lexicon/`` (word lists with reasons) and ``articles/`` (samples)."""
