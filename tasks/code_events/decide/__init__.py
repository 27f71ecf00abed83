"""Decide: which candidates are events of their own, and how sure the coder is.

Promise: the only room that drops a candidate.
"""
