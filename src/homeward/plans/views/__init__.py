"""Pages of the plan (`planning`) and of the commission (`commission`)."""
