module exprlang

go 1.21

require (
	github.com/antonmedv/expr v1.15.3
	github.com/expr-lang/expr v1.17.7
)

require github.com/Knetic/govaluate v3.0.1-0.20171022003610-9aa49832a739+incompatible
