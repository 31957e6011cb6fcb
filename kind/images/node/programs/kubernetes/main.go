// One binary with all of Kubernetes that a node runs, each part under its own name, so that the packages that they
// share are linked, stored and loaded once.
package main

import (
	goflag "flag"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	cliflag "k8s.io/component-base/cli/flag"
	"k8s.io/component-base/logs"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubeadm "k8s.io/kubernetes/cmd/kubeadm/app/cmd"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
	"k8s.io/kubernetes/cmd/node/clusterdns"
	"k8s.io/kubernetes/cmd/node/volumes"
)

var programs = map[string]func() *cobra.Command{
	"kube-apiserver":          apiserver.NewAPIServerCommand,
	"kube-controller-manager": controllers.NewControllerManagerCommand,
	"kube-scheduler":          func() *cobra.Command { return scheduler.NewSchedulerCommand() },
	"kube-proxy":              func() *cobra.Command { return withGoFlags(proxy.NewProxyCommand()) },
	"kubelet":                 kubelet.NewKubeletCommand,
	"kubeadm": func() *cobra.Command {
		return withGoFlags(kubeadm.NewKubeadmCommand(os.Stdin, os.Stdout, os.Stderr))
	},
	"cluster-dns":        clusterdns.NewCommand,
	"volume-provisioner": volumes.NewCommand,
}

func main() {
	rand.Seed(time.Now().UnixNano())
	name := filepath.Base(os.Args[0])
	program, known := programs[name]
	if !known {
		fmt.Fprintf(os.Stderr, "%s: this file is to be called by one of the names %s\n", name, names())
		os.Exit(2)
	}
	command := program()
	logs.InitLogs()
	err := command.Execute()
	logs.FlushLogs()
	if err != nil {
		if name == "kubeadm" {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
}

func withGoFlags(command *cobra.Command) *cobra.Command {
	pflag.CommandLine.SetNormalizeFunc(cliflag.WordSepNormalizeFunc)
	pflag.CommandLine.AddGoFlagSet(goflag.CommandLine)
	if err := goflag.Set("logtostderr", "true"); err != nil {
		panic(err)
	}
	return command
}

func names() string {
	var all []string
	for name := range programs {
		all = append(all, name)
	}
	sort.Strings(all)
	return strings.Join(all, ", ")
}
