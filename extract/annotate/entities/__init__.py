"""Entities of an article: mentions, their names and types, and which of them are the same."""
