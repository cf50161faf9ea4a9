# Two commands matter: `make run` and `make test`. All the work is in tools/dev.py, which needs only Python 3.11+.
PYTHON ?= python3

.PHONY: help run test format lock bench prove pentest evidence

help:
	@$(PYTHON) tools/dev.py help

run test format lock bench prove pentest evidence:
	@$(PYTHON) tools/dev.py $@ $(ARGS)
