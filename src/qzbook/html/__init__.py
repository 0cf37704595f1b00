"""The HTML format: theme, translator, search, metadata."""
