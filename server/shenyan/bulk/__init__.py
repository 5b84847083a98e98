"""Bulk: check a whole account's archive, on one machine, so that it can be stopped at any point."""
