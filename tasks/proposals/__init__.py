"""Proposals: what a trained network says of a text beside the rules: which words tell an act, who does it to whom, its realis.

What belongs here: cutting a text into windows of pieces, running the network, and reading its numbers as acts and arguments.
Training (tasks/train/acts) cuts with the same code. What does not: whether a proposal is taken (tasks/code_events/decide).
"""
