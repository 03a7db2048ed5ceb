"""The one way to write: load as the viewer and lock, compare the version, change, and with it history, audit and event."""
