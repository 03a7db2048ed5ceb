"""Forecasts: what will be won in a month or a quarter, by four methods, what people say of it, and how good it was."""
