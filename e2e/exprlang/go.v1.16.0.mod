module exprlang

go 1.21

require (
	github.com/antonmedv/expr v1.15.3 // indirect
	github.com/expr-lang/expr v1.16.0 // indirect
)
