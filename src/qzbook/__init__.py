"""From notebooks to editions: evidence, pages, execution, checks and the press."""
