"""Mail that Weir sends: the organisation's server, one outbox, and the job that hands mails over."""
