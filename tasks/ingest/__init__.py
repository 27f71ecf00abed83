"""Ingest: files → documents (payload, source URI, declared metadata), one per distinct payload. Never edits data/raw.

Every file and every record ends as a document or as a quarantine row with its reason.
"""
