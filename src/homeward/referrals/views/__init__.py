"""Pages of the sender (`sending`) and of the receiver (`receiving`)."""
