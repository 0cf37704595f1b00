"""From a project to its published editions."""
