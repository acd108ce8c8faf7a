"""Messages that leave the house: an outbox written with the action, sent by the job worker."""
