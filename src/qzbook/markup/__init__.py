"""What authors write becomes nodes that both formats can set."""
