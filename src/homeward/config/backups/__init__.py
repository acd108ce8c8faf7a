"""Backups of an installation and the way back, around PostgreSQL's own tools.

`places` says where and for how long, `programs` finds the tools, `sealing` encrypts, `repository`
keeps parts with their sums, `taking` makes a base backup, `streaming` follows the log between
two, `keystore` keeps the keys apart, `keeping` says what may go, `restoring` and `feeding` bring
it back, `waiting` keeps everybody out until it is made true, `health` names what is wrong,
`drilling` and `examining` try it out.
"""
