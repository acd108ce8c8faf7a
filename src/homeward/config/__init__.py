"""The installation: settings, urls, the embedded database server, the command line."""
