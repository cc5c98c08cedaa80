package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Raw is a message whose bytes are taken as they are.
type Raw struct{ B []byte }

func (r *Raw) Reset()                   { r.B = nil }
func (r *Raw) String() string           { return fmt.Sprintf("%x", r.B) }
func (*Raw) ProtoMessage()              {}
func (r *Raw) Marshal() ([]byte, error) { return r.B, nil }
func (r *Raw) Unmarshal(b []byte) error { r.B = append([]byte(nil), b...); return nil }

func serveEcho(socket string) {
	server, err := ttrpc.NewServer(ttrpc.WithServerHandshaker(ttrpc.UnixSocketRequireSameUser()))
	if err == nil {
		server.Register("v1.Echo", echoMethods())
		var listener net.Listener
		if listener, err = net.Listen("unix", socket); err == nil {
			err = server.Serve(context.Background(), listener)
		}
	}
	fmt.Fprintln(os.Stderr, "peer:", err)
	os.Exit(1)
}

func echoMethods() map[string]ttrpc.Method {
	return map[string]ttrpc.Method{
		"Say": func(_ context.Context, decode func(interface{}) error) (interface{}, error) {
			in := new(Raw)
			return in, decode(in)
		},
		"Fail": func(context.Context, func(interface{}) error) (interface{}, error) {
			return nil, status.Error(codes.FailedPrecondition, "asked to fail")
		},
		"Sleep": func(ctx context.Context, _ func(interface{}) error) (interface{}, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		},
		"Metadata": func(ctx context.Context, _ func(interface{}) error) (interface{}, error) {
			md, _ := ttrpc.GetMetadata(ctx)
			values, _ := md.Get("ns")
			return &Raw{[]byte(strings.Join(values, ","))}, nil
		},
	}
}

func checkEcho(client *ttrpc.Client) {
	// The last is a frame of exactly the limit: names, timeout and payload, with their tags and lengths.
	for _, size := range []int{0, 1, 1 << 20, 4<<20 - 25} {
		sent := bytes.Repeat([]byte{7}, size)
		got, err := echo(client, "Say", sent, 10*time.Second)
		check(fmt.Sprintf("echo of %d bytes", size), failureOf(err), (*failure)(nil))
		check(fmt.Sprintf("the %d bytes are the same", size), bytes.Equal(got, sent), true)
	}
	_, err := echo(client, "Fail", nil, time.Second)
	check("a refusal", failureOf(err), &failure{Code: codes.FailedPrecondition, Message: "asked to fail"})
	_, err = echo(client, "Nope", nil, time.Second)
	check("an unknown method", failureOf(err), &failure{Code: codes.Unimplemented, Message: "method Nope"})
	err = client.Call(context.Background(), "v1.Nope", "Say", &Raw{}, &Raw{})
	check("an unknown service", failureOf(err), &failure{Code: codes.Unimplemented, Message: "service v1.Nope"})

	ctx := ttrpc.WithMetadata(context.Background(), ttrpc.MD{"ns": {"k8s.io", "moby"}})
	out := new(Raw)
	err = client.Call(ctx, "v1.Echo", "Metadata", &Raw{}, out)
	check("metadata", failureOf(err), (*failure)(nil))
	check("the order of values", string(out.B), "k8s.io,moby")

	_, err = echo(client, "Sleep", nil, 50*time.Millisecond)
	check("a deadline", err != nil, true)
	checkConcurrentEcho(client, 1000)
}

func checkConcurrentEcho(client *ttrpc.Client, calls int) {
	var group sync.WaitGroup
	var lock sync.Mutex
	right := 0
	for number := 0; number < calls; number++ {
		group.Add(1)
		go func(text string) {
			defer group.Done()
			got, err := echo(client, "Say", []byte(text), 10*time.Second)
			lock.Lock()
			defer lock.Unlock()
			if err == nil && string(got) == text {
				right++
			}
		}(fmt.Sprint(number))
	}
	group.Wait()
	check("concurrent calls answered", right, calls)
}

func echo(client *ttrpc.Client, method string, payload []byte, timeout time.Duration) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	out := new(Raw)
	err := client.Call(ctx, "v1.Echo", method, &Raw{payload}, out)
	return out.B, err
}
