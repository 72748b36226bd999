"""Digests: quotes of a period to stories, pure."""
