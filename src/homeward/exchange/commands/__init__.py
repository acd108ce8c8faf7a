"""What `homeward import` and `homeward export` do, one module for each kind of file."""
