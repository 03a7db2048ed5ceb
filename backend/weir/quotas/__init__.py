"""Quotas: what is to be reached, by whom and when, and how much of it is."""
