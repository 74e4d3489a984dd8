"""A homeserver in memory for one bot: says what a real one would, and misbehaves on demand."""
