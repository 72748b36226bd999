"""Benchmarks: what ``qawl bench`` measures, and how the figures are shown."""
