"""Extraction of quotes: one linguistic concept a file, plain functions over frozen values."""
