"""Deduplicate: articles → the same articles, each with its cluster and the article it repeats. Never deletes a row."""
