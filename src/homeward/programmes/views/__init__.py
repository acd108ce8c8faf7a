"""The pages of programmes, their criteria and packages, and of what they are designed by."""
