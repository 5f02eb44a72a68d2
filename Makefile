# Forwards every verb to tasks.py, which needs nothing but Python: make site, make build ARGS="--strict".
PYTHON ?= python3
ARGS ?=

VERBS := site build serve check test clean lock

.PHONY: help $(VERBS)
.NOTPARALLEL:

help:
	@$(PYTHON) tasks.py --list

$(VERBS):
	@$(PYTHON) tasks.py $@ $(ARGS)

.DEFAULT:
	@$(PYTHON) tasks.py $@ $(ARGS)
