"""What a help did, estimated from data that nobody drew by lot, with its doubts."""
