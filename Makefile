.DEFAULT_GOAL := help
.PHONY: help demo demo-down build test bench bench-operator bench-release cluster-up cluster-down image fmt crds pages

cluster := operator/e2e/cluster/cluster

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | \
	  while IFS='|' read -r name text; do printf '  make %-16s %s\n' "$$name" "$$text"; done

demo: ## Show a real release from development to production, on a real cluster
	@examples/demo/demo

demo-down: ## Clean up what the demo has left for you to look at
	@examples/demo/demo down

build: ## Compile and package everything, without its tests
	@tools/maven package -DskipTests

test: ## Set the machine up, then run every test: unit, engine, API, cluster
	@tools/test

bench: ## Measure against PostgreSQL's own tools, for some minutes
	@tools/bench

bench-operator: ## Measure the operator with 500 environments, for some ten minutes
	@tools/bench-operator

bench-release: ## Measure how long a release keeps the sample app closed (needs root)
	@tools/bench-release

cluster-up: ## Start a real one-node Kubernetes on this machine (needs root)
	@$(cluster) up

cluster-down: ## Stop it and leave nothing behind but the built programs
	@$(cluster) down

image: ## Build the image localhost/slipway:dev
	@tools/maven package -DskipTests -Punchecked -pl operator/cli -am
	@tools/image

fmt: ## Format the code
	@tools/maven spotless:apply

crds: ## Print crds/ and the copies of the chart anew from operator/api
	@tools/maven process-test-classes -pl operator/api -am
	@cp operator/api/target/crds/*.yaml crds/
	@cp crds/*.yaml helm/slipway/files/crds/

pages: ## Print the pages anew that are made from code, after crds
	@tools/maven test -pl operator/api,operator/engine,operator/controllers -am -Dtest='*PageTest' \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dmaven.test.failure.ignore=true
	@cp operator/api/target/fields/*.md operator/docs/fields/
	@cp operator/engine/target/nocobase-tables.md operator/controllers/target/reasons.md operator/docs/
