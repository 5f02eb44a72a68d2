"""The publication of this repository, built once, and which of its pages stand for every kind."""
