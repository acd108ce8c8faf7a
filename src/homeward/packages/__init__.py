"""Cases on their way to another installation: signed, encrypted, and answered by a receipt."""
