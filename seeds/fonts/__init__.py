"""The Arabic font of the pictures that the bot draws."""
