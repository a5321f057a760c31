# Each target says in its ## comment what it does; `make` alone prints them.

build = dotnet build --nologo --verbosity quiet -nodeReuse:false
service = src/Crm.Api

.DEFAULT_GOAL := help
.PHONY: help build test torture demo run contract lint snapshots format check migration migrate bench sdk tools

help:
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

build: sdk ## compile everything; warnings are errors
	@$(build)

test: build lint ## run every test, on SQLite and on a PostgreSQL of its own; lint the contract
	@tests/run.sh

torture: sdk ## long fault runs; SUITE=writers picks one, ARGS=--short makes it a short one
	@dotnet run --project tests/Crm.Torture --configuration Release -- $(SUITE) $(ARGS)

demo: sdk ## start the service, load a sample CRM export, print a report, preview an outreach
	@tests/demo.sh

run: sdk ## start the service at http://127.0.0.1:5080
	@dotnet run --project $(service) -- --urls http://127.0.0.1:5080

contract: sdk ## write openapi/crm.json from the code, show what changed, compare and lint it
	@$(build) tests/Crm.Api.Tests
	@git --no-pager diff --stat openapi/
	@dotnet test tests/Crm.Api.Tests --no-build --nologo --filter FullyQualifiedName~Crm.Api.Tests.Contract
	@$(MAKE) --no-print-directory lint

lint: ## lint the contract with redocly and Spectral, where node is there
	@openapi/lint/run.sh

snapshots: build ## rewrite the snapshots beside the tests; read the difference before you commit it
	@CRM_SNAPSHOTS=accept tests/run.sh
	@git --no-pager diff --stat -- '*.verified.txt'

format: tools ## format the code
	@dotnet csharpier format .

check: tools ## what CI asks: formatted, built, tested, the contract as committed
	@dotnet csharpier check .
	@$(MAKE) --no-print-directory test
	@git diff --exit-code openapi/

migration: tools ## write NAME=AddQuotes as a migration of all three engines
	@test -n "$(NAME)" || { echo 'Say which: make migration NAME=AddQuotes' >&2; exit 2; }
	@$(build) $(service)
	@for engine in Sqlite Postgres SqlServer; do \
		dotnet ef migrations add $(NAME) --no-build --project $(service) \
			--context $${engine}CrmDb --output-dir Data/Migrations/$$engine || exit 1; \
	done

migrate: sdk ## bring the configured database's schema up to date
	@dotnet run --project $(service) -- migrate

bench: sdk ## measure against a floor; SUITE=http picks a suite, ARGS=--customers=1000 a smaller run
	@dotnet run --project tests/Crm.Benchmarks --configuration Release -- $(or $(SUITE),http) $(ARGS)

sdk:
	@dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || { \
		echo 'The .NET 10 SDK is missing: install it from https://dot.net/download or with your package manager (dotnet-sdk-10.0).' >&2; \
		exit 1; }

tools: sdk
	@dotnet tool restore >/dev/null
