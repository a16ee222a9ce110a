// Command pod-check tells which pods a namespace refuses that enforces the Pod Security Standard "restricted", by the very
// library that API servers of its version decide with.
//
// usage: pod-check < pods
//
// It reads one pod spec per line, as JSON, and prints one JSON line for each, in order: the reasons for a refusal, none
// where the pod is admitted. It exits 1 if it could not do its work.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "pod-check:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks())
	if err != nil {
		return err
	}
	restricted := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var spec corev1.PodSpec
			if err := json.Unmarshal(line, &spec); err != nil {
				return err
			}
			reasons := []string{}
			for _, result := range evaluator.EvaluatePod(restricted, &metav1.ObjectMeta{}, &spec) {
				if !result.Allowed {
					reasons = append(reasons, result.ForbiddenReason+": "+result.ForbiddenDetail)
				}
			}
			if err := answers.Encode(reasons); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
