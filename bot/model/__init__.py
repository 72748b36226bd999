"""The nouns of the program: frozen values without any input or output."""
