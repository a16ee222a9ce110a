package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"sigs.k8s.io/yaml"
)

// kindName tells one kind of objects from another.
type kindName struct{ apiVersion, kind string }

// kindRules is everything needed to judge the objects of one kind.
type kindRules struct {
	definition *apiextensions.JSONSchemaProps
	namespaced bool
	structural *schema.Structural
	// Both are built when the first object of the kind is met: the CEL programs of Argo's kinds take seconds.
	validator validation.SchemaValidator
	cel       *cel.Validator
}

func loadKinds(dir string) (map[kindName]*kindRules, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	kinds := map[kindName]*kindRules{}
	for _, name := range names {
		if err := loadDefinition(kinds, name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if len(kinds) == 0 {
		return nil, fmt.Errorf("no CustomResourceDefinition in %q", dir)
	}
	return kinds, nil
}

func loadDefinition(kinds map[kindName]*kindRules, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var crd apiextensionsv1.CustomResourceDefinition
	if err := yaml.Unmarshal(text, &crd); err != nil {
		return err
	}
	if crd.Kind != "CustomResourceDefinition" {
		return nil // kustomization.yaml lies beside the definitions
	}
	for _, version := range crd.Spec.Versions {
		if version.Schema == nil || version.Schema.OpenAPIV3Schema == nil {
			return errors.New("a version without a schema")
		}
		definition := new(apiextensions.JSONSchemaProps)
		err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, definition, nil)
		if err != nil {
			return err
		}
		kinds[kindName{crd.Spec.Group + "/" + version.Name, crd.Spec.Names.Kind}] = &kindRules{
			definition: definition,
			namespaced: crd.Spec.Scope == apiextensionsv1.NamespaceScoped,
		}
	}
	return nil
}

// prepare builds what is built on demand.
func (k *kindRules) prepare() (err error) {
	if k.structural != nil {
		return nil
	}
	if k.validator, _, err = validation.NewSchemaValidator(k.definition); err != nil {
		return err
	}
	structural, err := schema.NewStructural(k.definition)
	if err != nil {
		return err
	}
	k.cel = cel.NewValidator(structural, true, celconfig.PerCallLimit)
	k.structural = structural
	return nil
}
