"""Comparison with other readers of numbers on the same text and by the same rules."""
