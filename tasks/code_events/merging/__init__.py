"""Merging: one act told many times is one event.

Promise: reads rows of mentions only, and gives the same events whatever their order.
"""
