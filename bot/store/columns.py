"""Column types that the two databases need to be told apart, for the schema and its migrations."""

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.dialects.postgresql import VARCHAR

#: A row's key, or a number of Telegram's: 64 bits. SQLite numbers rows itself only where it reads INTEGER.
KEY = BigInteger().with_variant(Integer(), "sqlite")
#: Names that are compared by their bytes, whatever the language of the database's sorting.
BYTEWISE = String(128).with_variant(VARCHAR(128, collation="C"), "postgresql")
