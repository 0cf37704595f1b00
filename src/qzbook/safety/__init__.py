"""What a book may carry, ask and bring along, whoever wrote it."""
