"""The use cases: ingest, ask, digest, export. Thin; they see ports, not adapters."""
