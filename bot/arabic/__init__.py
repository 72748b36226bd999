"""The Arabic language, without any notion of quotes: script, tokens, sentences, words, lexicon."""
