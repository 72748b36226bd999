"""Pictures of the bot's messages as a phone shows them: a development tool, not needed by the tests."""
