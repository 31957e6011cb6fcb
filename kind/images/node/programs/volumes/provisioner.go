package volumes

import (
	"context"
	"os"
	"path/filepath"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	listers "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/klog/v2"
)

const (
	name = "ddd.demo/node-folder"
	// Set by the volume controller on a claim that waits for the provisioner so named.
	awaits = "volume.beta.kubernetes.io/storage-provisioner"
	// Set by the scheduler on a claim whose consumer has found a node.
	selectedNode  = "volume.kubernetes.io/selected-node"
	provisionedBy = "pv.kubernetes.io/provisioned-by"
	attemptLimit  = 30 * time.Second
)

type kind int

const (
	claim kind = iota
	volume
)

type subject struct {
	kind kind
	name string // namespace/name of a claim
}

type provisioner struct {
	client  kubernetes.Interface
	folder  string
	claims  listers.PersistentVolumeClaimLister
	volumes listers.PersistentVolumeLister
}

func (p *provisioner) drain(stopping context.Context, work workqueue.RateLimitingInterface) {
	for {
		item, stopped := work.Get()
		if stopped {
			return
		}
		if err := p.settle(stopping, item.(subject)); err != nil {
			klog.Errorf("%v; will be tried again", err)
			work.AddRateLimited(item)
		} else {
			work.Forget(item)
		}
		work.Done(item)
	}
}

func (p *provisioner) settle(stopping context.Context, subject subject) error {
	bounded, cancel := context.WithTimeout(stopping, attemptLimit)
	defer cancel()
	if subject.kind == volume {
		return p.reclaim(bounded, subject.name)
	}
	return p.provision(bounded, subject.name)
}

func (p *provisioner) provision(bounded context.Context, key string) error {
	namespace, claimName, err := cache.SplitMetaNamespaceKey(key)
	if err != nil {
		return err
	}
	claim, err := p.claims.PersistentVolumeClaims(namespace).Get(claimName)
	if errors.IsNotFound(err) {
		return nil
	}
	if err != nil || claim.Annotations[awaits] != name || claim.Spec.VolumeName != "" || claim.Spec.StorageClassName == nil {
		return err
	}
	class, err := p.client.StorageV1().StorageClasses().Get(bounded, *claim.Spec.StorageClassName, metav1.GetOptions{})
	if err != nil {
		return err
	}
	made := volumeFor(claim, p.folder, *class.ReclaimPolicy)
	if err := makeFolder(made.Spec.HostPath.Path); err != nil {
		return err
	}
	_, err = p.client.CoreV1().PersistentVolumes().Create(bounded, made, metav1.CreateOptions{})
	if errors.IsAlreadyExists(err) {
		return nil
	}
	return err
}

func (p *provisioner) reclaim(bounded context.Context, key string) error {
	volume, err := p.volumes.Get(key)
	if errors.IsNotFound(err) {
		return nil
	}
	if err != nil || volume.Annotations[provisionedBy] != name || volume.Status.Phase != v1.VolumeReleased ||
		volume.Spec.PersistentVolumeReclaimPolicy != v1.PersistentVolumeReclaimDelete {
		return err
	}
	if err := os.RemoveAll(filepath.Join(p.folder, volume.Name)); err != nil {
		return err
	}
	err = p.client.CoreV1().PersistentVolumes().Delete(bounded, volume.Name, metav1.DeleteOptions{})
	if errors.IsNotFound(err) {
		return nil
	}
	return err
}

// A folder that any user may write to, whatever this program's umask says.
func makeFolder(path string) error {
	if err := os.MkdirAll(path, 0777); err != nil {
		return err
	}
	return os.Chmod(path, 0777)
}

func volumeFor(claim *v1.PersistentVolumeClaim, folder string, reclaim v1.PersistentVolumeReclaimPolicy) *v1.PersistentVolume {
	created := "pvc-" + string(claim.UID)
	inFolder := v1.HostPathDirectoryOrCreate
	spec := v1.PersistentVolumeSpec{
		Capacity:                      v1.ResourceList{v1.ResourceStorage: claim.Spec.Resources.Requests[v1.ResourceStorage]},
		AccessModes:                   claim.Spec.AccessModes,
		PersistentVolumeReclaimPolicy: reclaim,
		StorageClassName:              *claim.Spec.StorageClassName,
		VolumeMode:                    claim.Spec.VolumeMode,
		ClaimRef: &v1.ObjectReference{
			Kind: "PersistentVolumeClaim", APIVersion: "v1", Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID,
		},
		PersistentVolumeSource: v1.PersistentVolumeSource{
			HostPath: &v1.HostPathVolumeSource{Path: filepath.Join(folder, created), Type: &inFolder},
		},
	}
	if node := claim.Annotations[selectedNode]; node != "" {
		spec.NodeAffinity = onNode(node)
	}
	return &v1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{Name: created, Annotations: map[string]string{provisionedBy: name}},
		Spec:       spec,
	}
}

func onNode(node string) *v1.VolumeNodeAffinity {
	here := v1.NodeSelectorRequirement{Key: v1.LabelHostname, Operator: v1.NodeSelectorOpIn, Values: []string{node}}
	term := v1.NodeSelectorTerm{MatchExpressions: []v1.NodeSelectorRequirement{here}}
	return &v1.VolumeNodeAffinity{Required: &v1.NodeSelector{NodeSelectorTerms: []v1.NodeSelectorTerm{term}}}
}
