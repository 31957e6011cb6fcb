// Package volumes serves the storage class of a cluster of one node: each claim becomes a folder on the node that any
// user may write to, and the folder goes with the volume.
package volumes

import (
	"context"
	"fmt"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/klog/v2"
)

// NewCommand makes the program, which provisions until it gets SIGTERM.
func NewCommand() *cobra.Command {
	var folder, kubeconfig string
	command := &cobra.Command{
		Use:          "volume-provisioner",
		SilenceUsage: true,
		RunE:         func(*cobra.Command, []string) error { return run(folder, kubeconfig) },
	}
	command.Flags().StringVar(&folder, "folder", "/var/local-volumes", "folder of the node that holds the volumes")
	command.Flags().StringVar(&kubeconfig, "kubeconfig", "", "how to reach the cluster; not needed in a pod")
	return command
}

func run(folder, kubeconfig string) error {
	stopping, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	claims, volumes := factory.Core().V1().PersistentVolumeClaims(), factory.Core().V1().PersistentVolumes()
	work := workqueue.NewRateLimitingQueue(workqueue.DefaultControllerRateLimiter())
	claims.Informer().AddEventHandler(queued(work, claim))
	volumes.Informer().AddEventHandler(queued(work, volume))
	factory.Start(stopping.Done())
	if !cache.WaitForCacheSync(stopping.Done(), claims.Informer().HasSynced, volumes.Informer().HasSynced) {
		return fmt.Errorf("stopped before the API server told the cluster's volumes")
	}
	klog.Infof("provisioning in %s", folder)
	provisioner := &provisioner{client: client, folder: folder, claims: claims.Lister(), volumes: volumes.Lister()}
	go func() {
		<-stopping.Done()
		work.ShutDown()
	}()
	provisioner.drain(stopping, work)
	return nil
}

func queued(work workqueue.Interface, of kind) cache.ResourceEventHandler {
	add := func(object interface{}) {
		if name, err := cache.MetaNamespaceKeyFunc(object); err == nil {
			work.Add(subject{of, name})
		}
	}
	return cache.ResourceEventHandlerFuncs{AddFunc: add, UpdateFunc: func(_, now interface{}) { add(now) }}
}
