"""Telegram in the terminal: the Bot API played in this process, strictly, and shown as text."""
