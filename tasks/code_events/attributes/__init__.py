"""Attributes: realis, who vouches for it, date and place of one mention.

Promise: each from the words of the mention itself and its article; none changes who acts.
"""
