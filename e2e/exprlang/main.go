// Command exprlang evaluates a table of expr-lang expressions as Argo Workflows does, with the oldest and the newest
// engine that supported Argo versions carry, and prints the results as JSON. See record.sh.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"

	"github.com/Knetic/govaluate"
	oldexpr "github.com/antonmedv/expr"
	newexpr "github.com/expr-lang/expr"
	"github.com/expr-lang/expr/builtin"
)

// A testCase is an expression and the flat variables that Argo would have, such as "inputs.parameters.n".
type testCase struct {
	Expression string         `json:"expression"`
	Env        map[string]any `json:"env,omitempty"`
}

// An outcome is the value's Go type and JSON, or the phase that failed.
type outcome struct {
	Type  string          `json:"type,omitempty"`
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

// ownFunctions is set for the versions before 3.7.
var ownFunctions bool

func main() {
	flag.BoolVar(&ownFunctions, "own-functions", false, "asInt, asFloat and string as in Argo before 3.7")
	engine := flag.String("engine", "", "antonmedv (1.15.3), expr-lang (what go.mod says) or govaluate")
	flag.Parse()
	evaluate := map[string]func(testCase) outcome{
		"antonmedv": evaluateAntonmedv,
		"expr-lang": evaluateExprLang,
		"govaluate": evaluateGovaluate,
	}[*engine]
	var cases []testCase
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	outcomes := make([]string, 0, len(cases))
	for _, c := range cases {
		line, err := json.Marshal(evaluate(c))
		if err != nil {
			panic(err)
		}
		outcomes = append(outcomes, "  "+string(line))
	}
	fmt.Printf("[\n%s\n]\n", strings.Join(outcomes, ",\n"))
}

func evaluateAntonmedv(c testCase) outcome {
	env := environment(c)
	program, err := oldexpr.Compile(c.Expression, oldexpr.Env(env), oldexpr.DisableBuiltin("string"))
	if err != nil {
		return outcome{Error: "compile"}
	}
	return result(oldexpr.Run(program, env))
}

func evaluateExprLang(c testCase) outcome {
	env := environment(c)
	program, err := newexpr.Compile(c.Expression, newexpr.Env(env))
	if err != nil {
		return outcome{Error: "compile"}
	}
	return result(newexpr.Run(program, env))
}

// evaluateGovaluate is what Argo makes of a "when": variables are strings, the result is a bool.
func evaluateGovaluate(c testCase) outcome {
	parsed, err := govaluate.NewEvaluableExpression(c.Expression)
	if err != nil {
		return outcome{Error: "compile"}
	}
	tokens := parsed.Tokens()
	for i := range tokens {
		if tokens[i].Kind == govaluate.VARIABLE {
			tokens[i].Kind = govaluate.STRING
		}
	}
	parsed, err = govaluate.NewEvaluableExpressionFromTokens(tokens)
	if err != nil {
		return outcome{Error: "compile"}
	}
	value, err := parsed.Evaluate(nil)
	if _, ok := value.(bool); err == nil && !ok {
		return outcome{Error: "run"}
	}
	return result(value, err)
}

// environment is what Argo's util/expr/env.GetFuncMap makes; up to 3.6 asInt, asFloat and string are Argo's own.
func environment(c testCase) map[string]any {
	env := expand(c.Env)
	env["toJson"] = toJSON
	if ownFunctions {
		env["asInt"] = asInt
		env["asFloat"] = asFloat
		env["string"] = func(v any) any { return fmt.Sprintf("%v", v) }
	} else {
		env["asInt"] = builtin.Int
		env["asFloat"] = builtin.Float
	}
	return env
}

func result(value any, err error) outcome {
	if err != nil {
		return outcome{Error: "run"}
	}
	text, err := json.Marshal(value)
	if err != nil {
		return outcome{Error: "run"}
	}
	return outcome{Type: fmt.Sprintf("%T", value), Value: text}
}

// expand makes nested maps of dotted names; a name that is also the start of a longer one is dropped.
func expand(flat map[string]any) map[string]any {
	names := make([]string, 0, len(flat))
	for name := range flat {
		names = append(names, name)
	}
	sort.Strings(names)
	root := map[string]any{}
	for i, name := range names {
		if i+1 < len(names) && strings.HasPrefix(names[i+1], name+".") {
			continue
		}
		at := root
		parts := strings.Split(name, ".")
		for _, part := range parts[:len(parts)-1] {
			next, ok := at[part].(map[string]any)
			if !ok {
				next = map[string]any{}
				at[part] = next
			}
			at = next
		}
		at[parts[len(parts)-1]] = flat[name]
	}
	return root
}

func toJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func asInt(v any) int64 {
	switch v := v.(type) {
	case int:
		return int64(v)
	case int64:
		return v
	case float64:
		return int64(v)
	case string:
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			panic(err)
		}
		return n
	}
	panic(fmt.Sprintf("asInt() not supported on %T %v", v, v))
}

func asFloat(v any) float64 {
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case float64:
		return v
	case string:
		n, err := strconv.ParseFloat(v, 64)
		if err != nil {
			panic(err)
		}
		return n
	}
	panic(fmt.Sprintf("asFloat() not supported on %T %v", v, v))
}
