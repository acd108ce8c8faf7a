"""Pages of whoever plans instalments and brings proofs (`planning`), and of the fund office."""
