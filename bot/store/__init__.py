"""Storage: one port, a SQLAlchemy schema, and its SQLite adapter."""
