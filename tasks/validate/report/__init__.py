"""The validation report: pages that work offline, without scripts, and show data as text."""
