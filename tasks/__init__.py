"""The work: one folder per stage. A stage never imports another; what they share stands beside this file."""
