"""Who comes to us and what becomes of it: channels and what they return, whose touch won, how fast and well leads are worked."""
