// A bare echo by containerd's own ttrpc server, as Debian ships it.
//
//	echo SOCKET     serves bench.Echo until it is killed; its method Echo answers with what it is asked
package main

import (
	"context"
	"fmt"
	"net"
	"os"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
)

// Message is a proto3 message with one field, of bytes.
type Message struct {
	Bytes []byte `protobuf:"bytes,1,opt,name=bytes,proto3"`
}

func (m *Message) Reset()         { *m = Message{} }
func (m *Message) String() string { return proto.CompactTextString(m) }
func (*Message) ProtoMessage()    {}

func echo(_ context.Context, decode func(interface{}) error) (interface{}, error) {
	message := new(Message)
	if err := decode(message); err != nil {
		return nil, err
	}
	return message, nil
}

func serve(socket string) error {
	server, err := ttrpc.NewServer()
	if err != nil {
		return err
	}
	server.Register("bench.Echo", map[string]ttrpc.Method{"Echo": echo})
	os.Remove(socket)
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	return server.Serve(context.Background(), listener)
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: echo SOCKET")
		os.Exit(2)
	}
	if err := serve(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "echo:", err)
		os.Exit(1)
	}
}
