"""Ranks offers with reasons and shares out places. Pure: arrays in, arrays out."""
