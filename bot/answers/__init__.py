"""Questions to stored quotes: understanding and ranking, pure and without a database."""
