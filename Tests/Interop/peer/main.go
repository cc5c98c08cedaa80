// A ttrpc peer that nobody of this project wrote: containerd's own client and server, as Debian ships them.
//
//	peer echo-server SOCKET   serves v1.Echo until it is killed
//	peer echo-client SOCKET   calls v1.Echo and checks every answer
//	peer hub SOCKET           calls muster.v1.SecurityHub and Access, and checks every answer
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
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: peer echo-server|echo-client|hub SOCKET")
		os.Exit(2)
	}
	socket := os.Args[2]
	switch os.Args[1] {
	case "echo-server":
		serveEcho(socket)
	case "echo-client":
		withClient(socket, checkEcho)
	case "hub":
		withClient(socket, checkHub)
	default:
		fmt.Fprintf(os.Stderr, "peer: unknown mode %q\n", os.Args[1])
		os.Exit(2)
	}
}

// withClient runs the checks and reports their outcome as the exit code.
func withClient(socket string, checks func(*ttrpc.Client)) {
	conn, err := dial(socket)
	if err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(1)
	}
	client := ttrpc.NewClient(conn)
	checks(client)
	client.Close()
	if mismatches > 0 {
		fmt.Fprintf(os.Stderr, "peer: %d mismatches\n", mismatches)
		os.Exit(1)
	}
}

// dial waits for a server that has made its socket and is about to listen on it.
func dial(socket string) (net.Conn, error) {
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("unix", socket)
		if err == nil || !errors.Is(err, syscall.ECONNREFUSED) || time.Now().After(end) {
			return conn, err
		}
	}
}
