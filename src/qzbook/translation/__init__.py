"""A book in further languages: their catalogues, what belongs into them, and whether they say the same."""
