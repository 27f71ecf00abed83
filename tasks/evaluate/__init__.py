"""Evaluate: a release and gold annotation → figures. Never changes either."""
