"""动态调整 as an algebra: identify, diff, apply, invert, compose, merge, tailor, keep history.

Each verb has a module of its own name. All walk `shape.members`, so a new noun takes part at once; what a noun needs
of its own is one line in a table (`names.KEYS`, `openness`, `judge`).
"""
