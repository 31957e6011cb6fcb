package clusterdns

import (
	"net"
	"strings"
	"time"

	"github.com/miekg/dns"
	"k8s.io/klog/v2"
)

const upstreamLimit = 2 * time.Second

// resolver answers the cluster's own names from records and hands all others to the node's name servers.
type resolver struct {
	records   *records
	upstreams []string
}

func newResolver(records *records) *resolver {
	resolver := &resolver{records: records}
	config, err := dns.ClientConfigFromFile("/etc/resolv.conf")
	if err != nil {
		klog.Warningf("names outside the cluster will not be resolved: %v", err)
		return resolver
	}
	for _, server := range config.Servers {
		// The loopback interface of this pod is not the node's.
		if ip := net.ParseIP(server); ip != nil && !ip.IsLoopback() {
			resolver.upstreams = append(resolver.upstreams, net.JoinHostPort(server, config.Port))
		}
	}
	return resolver
}

// ServeDNS implements dns.Handler.
func (r *resolver) ServeDNS(writer dns.ResponseWriter, request *dns.Msg) {
	answer := r.answer(writer.RemoteAddr().Network(), request)
	if err := writer.WriteMsg(answer); err != nil {
		klog.Warningf("no answer could be sent to %s: %v", writer.RemoteAddr(), err)
	}
}

func (r *resolver) answer(network string, request *dns.Msg) *dns.Msg {
	reply := new(dns.Msg)
	if len(request.Question) != 1 {
		return reply.SetRcode(request, dns.RcodeFormatError)
	}
	question := request.Question[0]
	name := strings.ToLower(question.Name)
	if dns.IsSubDomain(r.records.domain, name) {
		answers, exists := r.records.lookup(name, question.Qtype)
		return r.authoritative(request, answers, exists)
	}
	if dns.IsSubDomain("in-addr.arpa.", name) {
		if answers := r.records.pointer(name); len(answers) > 0 {
			return r.authoritative(request, answers, true)
		}
	}
	return r.forward(network, request)
}

func (r *resolver) authoritative(request *dns.Msg, answers []dns.RR, exists bool) *dns.Msg {
	reply := new(dns.Msg)
	reply.SetReply(request)
	reply.Authoritative = true
	reply.RecursionAvailable = true
	reply.Answer = answers
	for _, answer := range answers {
		// Resolvers compare the name in the answer with the one they asked for, letter by letter.
		answer.Header().Name = request.Question[0].Name
	}
	if !exists {
		reply.Rcode = dns.RcodeNameError
	}
	if len(answers) == 0 {
		reply.Ns = []dns.RR{&dns.SOA{
			Hdr: header(r.records.domain, dns.TypeSOA), Ns: "ns.dns." + r.records.domain, Mbox: "hostmaster." + r.records.domain,
			Serial: 1, Refresh: 7200, Retry: 1800, Expire: 86400, Minttl: timeToLive,
		}}
	}
	return reply
}

func (r *resolver) forward(network string, request *dns.Msg) *dns.Msg {
	client := &dns.Client{Net: network, Timeout: upstreamLimit}
	for _, upstream := range r.upstreams {
		reply, _, err := client.Exchange(request, upstream)
		if err == nil {
			return reply
		}
	}
	return new(dns.Msg).SetRcode(request, dns.RcodeServerFailure)
}
