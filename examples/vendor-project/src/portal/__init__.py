"""A portal that keeps catalogues in a format of its own."""
