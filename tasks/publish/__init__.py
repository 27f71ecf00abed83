"""Publish: validated tables → one new release, visible at once or not at all. Never overwrites a release."""
