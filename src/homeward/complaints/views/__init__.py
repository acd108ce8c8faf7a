"""The pages of complaints: of its handlers, of who takes one, and of who complains."""
