"""Numbers, statements and charts with what stands behind them, on pages of both formats."""
