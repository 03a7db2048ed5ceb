"""Exports of lists: made by a job, downloaded by their maker for a day."""
