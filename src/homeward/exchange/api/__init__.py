"""The API, version 1: the same gate, the same verbs, the same refusals as the pages."""
