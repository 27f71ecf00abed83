"""The pages of validation: pages that work offline, without scripts, and show data as text."""
