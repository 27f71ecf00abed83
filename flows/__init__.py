"""When and where the work is done: the flows, their command line, profiles and schedules. Start with curate.py."""
