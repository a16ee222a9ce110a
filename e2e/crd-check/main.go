// Command crd-check validates Kubernetes manifests against CustomResourceDefinitions the way an API server of the
// same version would on "create": unknown and duplicate fields, OpenAPI types, metadata, list maps and sets, CEL rules.
//
// usage: crd-check --crds DIR < names-of-manifests
//
// It reads one file name per line and prints one JSON line per finding. It exits 0 whether or not there are findings,
// and 1 only if it could not do its work.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
)

// Finding is one reason for which an API server would refuse (or silently change) an object.
type Finding struct {
	File    string `json:"file"`
	Message string `json:"message"`
}

func main() {
	crdDir := flag.String("crds", "", "directory of CustomResourceDefinition YAML files")
	flag.Parse()
	if err := run(*crdDir); err != nil {
		fmt.Fprintln(os.Stderr, "crd-check:", err)
		os.Exit(1)
	}
}

func run(crdDir string) error {
	kinds, err := loadKinds(crdDir)
	if err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	names := bufio.NewScanner(os.Stdin)
	for names.Scan() {
		messages, err := checkFile(kinds, names.Text())
		if err != nil {
			return err
		}
		for _, message := range messages {
			if err := out.Encode(Finding{File: names.Text(), Message: message}); err != nil {
				return err
			}
		}
	}
	return names.Err()
}
