"""Notebooks run in warm kernels, and again only when what they came from has changed."""
