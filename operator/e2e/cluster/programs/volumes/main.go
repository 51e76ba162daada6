// Command volume-provisioner gives the test cluster its default StorageClass: a claim gets a folder of the node as a
// "local" volume, which, other than a hostPath, honours fsGroup; the folder goes when the volume is released.
package main

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

// folders makes and removes volumes as folders below root, on the cluster's only node.
type folders struct {
	root, node string
}

func main() {
	kubeconfig := flag.String("kubeconfig", "", "how to reach the API server")
	name := flag.String("provisioner", "", "the StorageClass's provisioner")
	root := flag.String("folder", "", "where the volumes' folders lie")
	node := flag.String("node", "", "the node that has the folders")
	flag.Parse()

	ctx, stop := signal.NotifyContext(klog.NewContext(context.Background(), klog.Background()), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *kubeconfig, *name, folders{root: *root, node: *node}); err != nil {
		klog.ErrorS(err, "cannot provision volumes")
		os.Exit(1)
	}
}

func run(ctx context.Context, kubeconfig, name string, volumes folders) error {
	if name == "" || volumes.node == "" || !filepath.IsAbs(volumes.root) {
		return errors.New("--provisioner, --node and an absolute --folder are needed")
	}
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	controller.NewProvisionController(ctx, client, name, volumes, controller.LeaderElection(false)).Run(ctx)
	return nil
}

// Provision is safe to repeat: the folder's name follows from the claim.
func (f folders) Provision(_ context.Context, wish controller.ProvisionOptions) (*core.PersistentVolume, controller.ProvisioningState, error) {
	claim := wish.PVC
	if claim.Spec.Selector != nil || (claim.Spec.VolumeMode != nil && *claim.Spec.VolumeMode != core.PersistentVolumeFilesystem) {
		return nil, controller.ProvisioningFinished, errors.New("only file systems without a selector can be had")
	}
	path := filepath.Join(f.root, wish.PVName)
	if err := makeWritableByAll(path); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	return &core.PersistentVolume{
		ObjectMeta: meta.ObjectMeta{Name: wish.PVName},
		Spec: core.PersistentVolumeSpec{
			AccessModes:                   claim.Spec.AccessModes,
			Capacity:                      core.ResourceList{core.ResourceStorage: claim.Spec.Resources.Requests[core.ResourceStorage]},
			PersistentVolumeReclaimPolicy: *wish.StorageClass.ReclaimPolicy,
			MountOptions:                  wish.StorageClass.MountOptions,
			PersistentVolumeSource:        core.PersistentVolumeSource{Local: &core.LocalVolumeSource{Path: path}},
			NodeAffinity:                  onlyOn(f.node),
		},
	}, controller.ProvisioningFinished, nil
}

// Delete removes nothing but a folder directly below the root, whatever the volume says.
func (f folders) Delete(_ context.Context, volume *core.PersistentVolume) error {
	if volume.Spec.Local == nil {
		return &controller.IgnoredError{Reason: "it is not a local volume"}
	}
	path := filepath.Join(f.root, volume.Name)
	if volume.Spec.Local.Path != path {
		return &controller.IgnoredError{Reason: "its folder is not one of ours"}
	}
	return os.RemoveAll(path)
}

// makeWritableByAll is for pods of any user, with or without an fsGroup.
func makeWritableByAll(path string) error {
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	return os.Chmod(path, 0o777)
}

func onlyOn(node string) *core.VolumeNodeAffinity {
	return &core.VolumeNodeAffinity{Required: &core.NodeSelector{NodeSelectorTerms: []core.NodeSelectorTerm{{
		MatchExpressions: []core.NodeSelectorRequirement{{
			Key: core.LabelHostname, Operator: core.NodeSelectorOpIn, Values: []string{node},
		}},
	}}}}
}
