// Command kstatus says of an object what Flux would, by the library that Flux asks.
//
//	kstatus < object.json > status.json
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

type answer struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "kstatus:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 1 {
		return errors.New("usage: kstatus < object.json")
	}
	// the library wants whole numbers as such, and tells kinds apart
	var object unstructured.Unstructured
	if err := json.NewDecoder(os.Stdin).Decode(&object); err != nil {
		return err
	}
	found, err := status.Compute(&object)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(answer{found.Status.String(), found.Message})
}
