package clusterdns

import (
	"net"
	"strings"

	"github.com/miekg/dns"
	v1 "k8s.io/api/core/v1"
	listers "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
)

const (
	timeToLive = 5 // seconds
	byAddress  = "cluster-address"
)

// records are the names below the cluster's domain, read from what a watch of the API server keeps up to date.
type records struct {
	domain    string
	services  listers.ServiceLister
	byAddress cache.Indexer
	endpoints listers.EndpointsLister
}

// target is one address that a name stands for.
type target struct {
	name    string
	address net.IP
	ports   []v1.EndpointPort
}

// lookup answers a name in lower case below the domain; exists is false for a name that stands for nothing at all.
func (r *records) lookup(name string, kind uint16) (answers []dns.RR, exists bool) {
	labels := dns.SplitDomainName(strings.TrimSuffix(name, r.domain))
	count := len(labels)
	if count < 3 || labels[count-1] != "svc" {
		return nil, r.isParent(labels)
	}
	service, err := r.services.Services(labels[count-2]).Get(labels[count-3])
	if err != nil {
		return nil, false
	}
	if service.Spec.Type == v1.ServiceTypeExternalName {
		alias := &dns.CNAME{Hdr: header(name, dns.TypeCNAME), Target: dns.Fqdn(service.Spec.ExternalName)}
		return []dns.RR{alias}, count == 3
	}
	targets := r.targets(service)
	switch rest := labels[:count-3]; {
	case len(rest) == 0:
		return addresses(name, kind, targets), true
	case len(rest) == 1:
		return one(name, kind, rest[0], targets)
	case len(rest) == 2 && strings.HasPrefix(rest[0], "_") && strings.HasPrefix(rest[1], "_"):
		return ports(name, kind, rest[0][1:], rest[1][1:], targets)
	}
	return nil, false
}

// isParent: `svc` and the domain itself exist without records of their own, as does a namespace with a Service.
func (r *records) isParent(labels []string) bool {
	switch len(labels) {
	case 0:
		return true
	case 1:
		return labels[0] == "svc"
	case 2:
		return labels[1] == "svc" && r.hasServices(labels[0])
	}
	return false
}

func (r *records) hasServices(namespace string) bool {
	keys, err := r.byAddress.IndexKeys(cache.NamespaceIndex, namespace)
	return err == nil && len(keys) > 0
}

func (r *records) targets(service *v1.Service) []target {
	base := service.Name + "." + service.Namespace + ".svc." + r.domain
	if service.Spec.ClusterIP != v1.ClusterIPNone {
		var exposed []v1.EndpointPort
		for _, port := range service.Spec.Ports {
			exposed = append(exposed, v1.EndpointPort{Name: port.Name, Port: port.Port, Protocol: port.Protocol})
		}
		return []target{{base, net.ParseIP(service.Spec.ClusterIP), exposed}}
	}
	endpoints, err := r.endpoints.Endpoints(service.Namespace).Get(service.Name)
	if err != nil {
		return nil
	}
	var targets []target
	for _, subset := range endpoints.Subsets {
		for _, address := range subset.Addresses {
			label := address.Hostname
			if label == "" {
				label = strings.NewReplacer(".", "-", ":", "-").Replace(address.IP)
			}
			targets = append(targets, target{label + "." + base, net.ParseIP(address.IP), subset.Ports})
		}
	}
	return targets
}

func clusterAddress(object interface{}) ([]string, error) {
	service, ok := object.(*v1.Service)
	if !ok || net.ParseIP(service.Spec.ClusterIP) == nil {
		return nil, nil
	}
	return []string{service.Spec.ClusterIP}, nil
}

// pointer answers a name below in-addr.arpa.
func (r *records) pointer(name string) []dns.RR {
	labels := dns.SplitDomainName(name)
	if len(labels) != 6 {
		return nil
	}
	found, err := r.byAddress.ByIndex(byAddress, strings.Join([]string{labels[3], labels[2], labels[1], labels[0]}, "."))
	if err != nil || len(found) == 0 {
		return nil
	}
	service := found[0].(*v1.Service)
	return []dns.RR{&dns.PTR{Hdr: header(name, dns.TypePTR), Ptr: service.Name + "." + service.Namespace + ".svc." + r.domain}}
}

func header(name string, kind uint16) dns.RR_Header {
	return dns.RR_Header{Name: name, Rrtype: kind, Class: dns.ClassINET, Ttl: timeToLive}
}

func addresses(name string, kind uint16, targets []target) (answers []dns.RR) {
	for _, target := range targets {
		v4 := target.address.To4()
		switch {
		case kind == dns.TypeA && v4 != nil:
			answers = append(answers, &dns.A{Hdr: header(name, kind), A: v4})
		case kind == dns.TypeAAAA && v4 == nil:
			answers = append(answers, &dns.AAAA{Hdr: header(name, kind), AAAA: target.address})
		}
	}
	return answers
}

func one(name string, kind uint16, label string, targets []target) ([]dns.RR, bool) {
	var named []target
	for _, target := range targets {
		if strings.HasPrefix(target.name, label+".") && target.name == name {
			named = append(named, target)
		}
	}
	return addresses(name, kind, named), len(named) > 0
}

func ports(name string, kind uint16, port, protocol string, targets []target) (answers []dns.RR, exists bool) {
	for _, target := range targets {
		for _, offered := range target.ports {
			if offered.Name != port || !strings.EqualFold(string(offered.Protocol), protocol) {
				continue
			}
			exists = true
			if kind == dns.TypeSRV {
				answers = append(answers, &dns.SRV{Hdr: header(name, kind), Weight: 100, Port: uint16(offered.Port), Target: target.name})
			}
		}
	}
	return answers, exists
}
