#!/bin/sh
# Records what the real engines make of the expressions in cases.json, for the tests of packages/expr. Needs Go.
# 1.15.3 is in Argo 3.5.0, 1.16.0 in 3.5.8, 1.17.7 in 3.7.14.
set -eu
cd "$(dirname "$0")"
record() {
  fixtures=../../packages/expr/src/$1/fixtures modfile=$2 version=$3
  shift 3
  nice go run -modfile="$modfile" . "$@" <"$fixtures/cases.json" >"$fixtures/$version.json.new"
  mv "$fixtures/$version.json.new" "$fixtures/$version.json"
}
record exprlang go.mod v1.15.3 -engine antonmedv -own-functions
record exprlang go.v1.16.0.mod v1.16.0 -engine expr-lang -own-functions
record exprlang go.mod v1.17.7 -engine expr-lang
record when go.mod govaluate -engine govaluate
