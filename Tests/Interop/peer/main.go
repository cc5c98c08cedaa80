// A ttrpc peer that nobody of this project wrote: containerd's own client and server, as Debian ships them.
//
//	peer serve SOCKET                 serves v1.Echo until it is killed
//	peer client CHECK SOCKET          calls v1.Echo and checks every answer
//	peer hub SOCKET                   calls muster.v1.SecurityHub and Access, and checks every answer
//	peer health SOCKET SERVICE…       asks grpc.health.v1.Health for services that serve, and for one that is not there
//	peer record LISTEN SERVER FILE    writes down what passes between clients at one socket and a server at another
//	peer script NAME SOCKET           makes the calls of a recording
//
// Exits with 1 and a line for each answer that is not as it should be.
package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"time"

	"github.com/containerd/ttrpc"
)

func main() {
	mode, arguments := "", []string{}
	if len(os.Args) > 2 {
		mode, arguments = os.Args[1], os.Args[2:]
	}
	switch {
	case mode == "serve" && len(arguments) == 1:
		serve(arguments[0])
	case mode == "client" && len(arguments) == 2 && clientChecks[arguments[0]] != nil:
		clientChecks[arguments[0]](arguments[1])
	case mode == "hub" && len(arguments) == 1:
		checkHub(connect(arguments[0]))
	case mode == "health":
		checkHealth(connect(arguments[0]), arguments[1:])
	case mode == "record" && len(arguments) == 3:
		record(arguments[0], arguments[1], arguments[2])
	case mode == "script" && len(arguments) == 2 && scripts[arguments[0]] != nil:
		scripts[arguments[0]](arguments[1])
	default:
		fmt.Fprintf(os.Stderr, "peer: what is %q?\n", os.Args[1:])
		os.Exit(2)
	}
	if mismatches > 0 {
		fmt.Fprintf(os.Stderr, "peer: %d mismatches\n", mismatches)
		os.Exit(1)
	}
	fmt.Println("peer: done")
}

// must ends the program if something failed that is no answer of the other side.
func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(1)
	}
}

// connect makes a client of its own connection.
func connect(socket string, options ...ttrpc.ClientOpts) *ttrpc.Client {
	conn, err := dial(socket)
	must(err)
	return ttrpc.NewClient(conn, options...)
}

// dial waits for a server that has made its socket and is about to listen on it, or whose queue is full.
func dial(socket string) (net.Conn, error) {
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		conn, err := net.Dial("unix", socket)
		waits := errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.EAGAIN)
		if err == nil || !waits || time.Now().After(end) {
			return conn, err
		}
	}
}
