"""基层政务公开标准 — the standard of grassroots government openness in code."""

__version__ = "0.1.0"
