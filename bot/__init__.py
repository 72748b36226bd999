"""Qawl: who said what, in Arabic news.

Arrows of import, from the top: ``cli`` and ``app`` (the composition root, the only module that
imports ``handlers``) -> adapters (``handlers``, ``bot.store``, ``bot.arabic.camel``) ->
``bot.services`` -> ``bot.quotes``, ``bot.answers``, ``bot.digests`` -> ``bot.arabic`` ->
``bot.model`` -> ``bot.errors``.  ``pyproject.toml`` holds these as contracts.
"""
