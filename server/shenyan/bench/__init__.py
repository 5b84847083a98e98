"""The scoreboard: how right and how fast, ours beside each peer, on the same rows in one run."""
