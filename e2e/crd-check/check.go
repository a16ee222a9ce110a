package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	utilvalidation "k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
	yamldocs "k8s.io/apimachinery/pkg/util/yaml"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"sigs.k8s.io/yaml"
)

// maxObjectBytes is what Argo allows itself per object (MAX_WORKFLOW_SIZE); etcd refuses somewhat more.
const maxObjectBytes = 1024 * 1024

// checkFile judges each document of one file; the error is only for files that can't be read.
func checkFile(kinds map[kindName]*kindRules, name string) ([]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	documents := yamldocs.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	var messages []string
	count := 0
	for {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(bytes.TrimSpace(document)) == 0 {
			continue
		}
		count++
		messages = append(messages, checkDocument(kinds, document)...)
	}
	if count == 0 {
		messages = append(messages, "no object in the file")
	}
	return messages, nil
}

func checkDocument(kinds map[kindName]*kindRules, document []byte) []string {
	text, err := yaml.YAMLToJSONStrict(document) // strict: duplicate keys are errors
	if err != nil {
		return []string{err.Error()}
	}
	content := map[string]any{}
	if err := utiljson.Unmarshal(text, &content); err != nil {
		return []string{err.Error()}
	}
	object := &unstructured.Unstructured{Object: content}
	if object.GetAPIVersion() == "v1" && object.GetKind() == "ConfigMap" {
		return checkConfigMap(text)
	}
	rules := kinds[kindName{object.GetAPIVersion(), object.GetKind()}]
	if rules == nil {
		return []string{fmt.Sprintf("no definition of %s, kind %s", object.GetAPIVersion(), object.GetKind())}
	}
	if err := rules.prepare(); err != nil {
		return []string{err.Error()}
	}
	return rules.check(object)
}

// configMap is what our manifests say of a ConfigMap.
type configMap struct {
	APIVersion string            `json:"apiVersion"`
	Kind       string            `json:"kind"`
	Metadata   map[string]string `json:"metadata"`
	Immutable  bool              `json:"immutable"`
	Data       map[string]string `json:"data"`
}

// checkConfigMap stands in for the API server's own check of a kind that has no definition: fields, types, keys and size.
func checkConfigMap(text []byte) []string {
	var object configMap
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&object); err != nil {
		return []string{err.Error()}
	}
	var messages []string
	for _, failure := range apivalidation.NameIsDNSSubdomain(object.Metadata["name"], false) {
		messages = append(messages, "metadata.name: "+failure)
	}
	for key := range object.Data {
		for _, failure := range utilvalidation.IsConfigMapKey(key) {
			messages = append(messages, fmt.Sprintf("data[%q]: %s", key, failure))
		}
	}
	if len(text) > maxObjectBytes {
		messages = append(messages, fmt.Sprintf("%d bytes, more than the limit of %d", len(text), maxObjectBytes))
	}
	return messages
}

// check does what an API server does on "create" with strict field validation, in its order.
func (k *kindRules) check(object *unstructured.Unstructured) []string {
	var messages []string
	if text, err := json.Marshal(object.Object); err == nil && len(text) > maxObjectBytes {
		messages = append(messages, fmt.Sprintf("%d bytes, more than the limit of %d", len(text), maxObjectBytes))
	}
	_, _, unknown, err := objectmeta.GetObjectMetaWithOptions(object.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return append(messages, err.Error())
	}
	options := schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	unknown = append(unknown, pruning.PruneWithOptions(object.Object, k.structural, true, options)...)
	for _, path := range unknown {
		messages = append(messages, fmt.Sprintf("unknown field %q", path))
	}
	defaulting.PruneNonNullableNullsWithoutDefaults(object.Object, k.structural)
	defaulting.Default(object.Object, k.structural)
	for _, failure := range k.violations(object) {
		messages = append(messages, failure.Error())
	}
	return messages
}

func (k *kindRules) violations(object *unstructured.Unstructured) field.ErrorList {
	if object.GetName() == "" && object.GetGenerateName() != "" {
		object.SetName(object.GetGenerateName() + "abcde")
	}
	if k.namespaced && object.GetNamespace() == "" {
		object.SetNamespace("default")
	}
	failures := apivalidation.ValidateObjectMetaAccessor(object, k.namespaced, apivalidation.NameIsDNSSubdomain, field.NewPath("metadata"))
	failures = append(failures, validation.ValidateCustomResource(nil, object.Object, k.validator)...)
	failures = append(failures, objectmeta.Validate(nil, object.Object, k.structural, false)...)
	failures = append(failures, listtype.ValidateListSetsAndMaps(nil, k.structural, object.Object)...)
	if k.cel == nil || blocksRules(failures) {
		return failures
	}
	broken, _ := k.cel.Validate(context.Background(), nil, k.structural, object.Object, nil, celconfig.RuntimeCELCostBudget)
	return append(failures, broken...)
}

// blocksRules tells whether CEL rules could not be evaluated safely: as in the API server, on missing or too big values.
func blocksRules(failures field.ErrorList) bool {
	for _, failure := range failures {
		switch failure.Type {
		case field.ErrorTypeNotSupported, field.ErrorTypeRequired, field.ErrorTypeTooLong, field.ErrorTypeTooMany, field.ErrorTypeTypeInvalid:
			return true
		}
	}
	return false
}
