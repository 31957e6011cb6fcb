// Package clusterdns answers the names of a cluster's Services, as Kubernetes' DNS specification 1.1.0 has them, in the
// place of CoreDNS, which Debian lacks. It runs in the Deployment that kubeadm makes for CoreDNS: same arguments, same
// configuration file (of which it reads the cluster's domain), same probes.
package clusterdns

import (
	"context"
	"fmt"
	"io/ioutil"
	"net/http"
	"os"
	"os/signal"
	"regexp"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/miekg/dns"
	"github.com/spf13/cobra"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/klog/v2"
)

const (
	livenessAddress  = ":8080"
	readinessAddress = ":8181"
	// The time that kube-proxy needs to leave out a server that is about to stop.
	lameDuck = 5 * time.Second
)

var clusterDomain = regexp.MustCompile(`(?m)^\s*kubernetes\s+(\S+)`)

// NewCommand makes the program, which serves until it gets SIGTERM.
func NewCommand() *cobra.Command {
	var corefile string
	command := &cobra.Command{
		Use:          "cluster-dns",
		SilenceUsage: true,
		RunE:         func(*cobra.Command, []string) error { return serve(corefile) },
	}
	command.Flags().StringVar(&corefile, "conf", "/etc/coredns/Corefile", "configuration file of CoreDNS")
	// CoreDNS takes its flag with one dash.
	for i, argument := range os.Args {
		if argument == "-conf" {
			os.Args[i] = "--conf"
		}
	}
	return command
}

func serve(corefile string) error {
	stopping, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	domain, err := readDomain(corefile)
	if err != nil {
		return err
	}
	failed := make(chan error, 4)
	var ready int32
	go serveProbe(livenessAddress, "/health", func() bool { return true }, failed)
	go serveProbe(readinessAddress, "/ready", func() bool { return atomic.LoadInt32(&ready) == 1 }, failed)

	records, err := watchRecords(stopping, domain)
	if err != nil {
		return err
	}
	resolver := newResolver(records)
	for _, network := range []string{"udp", "tcp"} {
		server := &dns.Server{Addr: ":53", Net: network, Handler: resolver}
		go func() { failed <- server.ListenAndServe() }()
	}
	atomic.StoreInt32(&ready, 1)
	klog.Infof("serving %s", domain)

	select {
	case err := <-failed:
		return err
	case <-stopping.Done():
		time.Sleep(lameDuck)
		return nil
	}
}

func readDomain(corefile string) (string, error) {
	text, err := ioutil.ReadFile(corefile)
	if err != nil {
		return "", err
	}
	found := clusterDomain.FindSubmatch(text)
	if found == nil {
		return "", fmt.Errorf("%s names no cluster domain (a line 'kubernetes DOMAIN ...')", corefile)
	}
	return dns.Fqdn(string(found[1])), nil
}

func serveProbe(address, path string, healthy func() bool, failed chan<- error) {
	handler := http.NewServeMux()
	handler.HandleFunc(path, func(answer http.ResponseWriter, _ *http.Request) {
		if !healthy() {
			answer.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	failed <- http.ListenAndServe(address, handler)
}

// watchRecords returns when the Services and Endpoints of the cluster are known.
func watchRecords(stopping context.Context, domain string) (*records, error) {
	config, err := rest.InClusterConfig()
	if err != nil {
		return nil, err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	services, endpoints := factory.Core().V1().Services(), factory.Core().V1().Endpoints()
	if err := services.Informer().AddIndexers(cache.Indexers{byAddress: clusterAddress}); err != nil {
		return nil, err
	}
	watched := &records{domain: domain, services: services.Lister(), byAddress: services.Informer().GetIndexer(), endpoints: endpoints.Lister()}
	synced := []cache.InformerSynced{services.Informer().HasSynced, endpoints.Informer().HasSynced}
	factory.Start(stopping.Done())
	if !cache.WaitForCacheSync(stopping.Done(), synced...) {
		return nil, fmt.Errorf("stopped before the API server told the cluster's Services")
	}
	return watched, nil
}
