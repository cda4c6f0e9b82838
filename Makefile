# Short names for what igu/local and the tools do. A fresh machine needs git, make and Python 3.11 or newer.
PYTHON ?= python3
DO := .venv/bin/python
LANES ?= 2
PO := locale/da/LC_MESSAGES/django.po

.PHONY: help run test setup lint e2e bench pictures messages demo-reset lock upgrade python for-run for-test

help:
	@echo "make run         start everything; prints the address and the demo log-ins (PORT=8000)"
	@echo "make test        everything the tests need, then all of them"
	@echo "make lint        style, import arrows, types, migrations, translations"
	@echo "make setup       only the set-up of the above; safe to repeat"
	@echo "make e2e         the long fault and time runs"
	@echo "make bench       measure against the bars (ARGS=--full for a million follow-ups)"
	@echo "make pictures    take the README's pictures from the demo that runs (PORT=8000)"
	@echo "make messages    collect texts to translate"
	@echo "make demo-reset  start the demo data over"
	@echo "make lock        pin what the requirement files ask for"
	@echo "make upgrade     the same, with the newest versions"

run: for-run
	@exec $(DO) -m igu.local run

test: for-test
	@$(DO) -m tests.clocks
	@$(DO) -m pytest -n $(LANES) --dist worksteal -m "not e2e"

setup: for-test
	@$(DO) -m igu.local roles

lint: for-test
	@$(DO) -m igu.local lint

e2e: for-test
	@$(DO) -m pytest -m e2e

bench: for-test
	@$(DO) -m bench $(ARGS)

pictures: for-test
	@$(DO) -m tests.pictures

messages: for-test
	@msguniq --use-first --no-wrap --output-file=$(PO) $(PO)
	@$(DO) manage.py makemessages --locale da --no-location --no-wrap --no-obsolete --ignore ".venv" --ignore "node_modules" --ignore "static*" --ignore "tests"
	@msgcat --sort-output --no-wrap $(PO) | sed '/^"POT-Creation-Date\|^"Report-Msgid/d' > $(PO).new && mv $(PO).new $(PO)

demo-reset: for-run
	@$(DO) -m igu.local demo-reset

lock: for-test
	@$(DO) -m igu.local lock

upgrade: for-test
	@$(DO) -m igu.local upgrade

for-run: python
	@$(PYTHON) -m igu.local.environment run
	@$(DO) -m igu.local assets
	@$(DO) -m igu.local messages

for-test: python
	@$(PYTHON) -m igu.local.environment run
	@$(PYTHON) -m igu.local.environment test
	@$(DO) -m igu.local assets
	@$(DO) -m igu.local messages

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: install it and run make again with PYTHON=python3.11"; exit 1; }
