"""Pages of the administrators of an organisation's messages, and the door of its gateways."""
