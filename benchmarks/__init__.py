"""How Hakusho does on large collections: generated reports and the commands that measure. Nothing here is installed."""
