package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/golang/protobuf/ptypes/any"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/status"
)

type decoder = func(interface{}) error

// serve serves v1.Echo until it is killed. Asked to end, it ends as Go's servers do: when nobody is served any more.
func serve(socket string) {
	server, err := ttrpc.NewServer(ttrpc.WithServerHandshaker(ttrpc.UnixSocketRequireSameUser()))
	must(err)
	server.Register("v1.Echo", methods())
	os.Remove(socket)
	listener, err := net.Listen("unix", socket)
	must(err)
	ended, asked := make(chan struct{}), make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM)
	go func() {
		<-asked
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		must(server.Shutdown(ctx))
		close(ended)
	}()
	if err := server.Serve(context.Background(), listener); err != ttrpc.ErrServerClosed {
		must(err)
	}
	<-ended
}

// textual makes a method of a function from text to text.
func textual(answer func(context.Context, string) (string, error)) ttrpc.Method {
	return func(ctx context.Context, decode decoder) (interface{}, error) {
		in := new(Raw)
		if err := decode(in); err != nil {
			return nil, err
		}
		out, err := answer(ctx, string(in.B))
		if err != nil {
			return nil, err
		}
		return &Raw{[]byte(out)}, nil
	}
}

func methods() map[string]ttrpc.Method {
	held := newHolder()
	meeting := newMeeting()
	return map[string]ttrpc.Method{
		"Say":      textual(func(_ context.Context, text string) (string, error) { return text, nil }),
		"Length":   textual(func(_ context.Context, text string) (string, error) { return fmt.Sprint(len(text)), nil }),
		"Status":   textual(answerStatus),
		"Error":    textual(func(_ context.Context, text string) (string, error) { return "", goErrors[text] }),
		"Metadata": textual(answerMetadata),
		"Deadline": textual(answerDeadline),
		"Zeros": textual(func(_ context.Context, text string) (string, error) {
			count, err := strconv.Atoi(text)
			return string(make([]byte, count)), err
		}),
		"Sleep":   textual(held.sleep),
		"Held":    textual(func(context.Context, string) (string, error) { return held.String(), nil }),
		"Release": textual(func(context.Context, string) (string, error) { close(held.gate); return "", nil }),
		"Meet":    textual(meeting.join),
	}
}

// answerStatus refuses with the code it is told, with a message and two details.
func answerStatus(_ context.Context, text string) (string, error) {
	code, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return "", err
	}
	// Nil for the code 0, as everywhere in Go.
	return "no error", status.ErrorProto(&spb.Status{
		Code: int32(code), Message: "asked for " + text,
		Details: []*any.Any{
			{TypeUrl: "type.googleapis.com/x.Y", Value: []byte{1, 0, 255}},
			{TypeUrl: errorInfoURL, Value: encoded(&ErrorInfo{Reason: "CODE_" + text, Domain: "echo.example"})},
		},
	})
}

// What Go makes a status of by itself.
var goErrors = map[string]error{
	"eof": io.EOF, "pipe": io.ErrClosedPipe, "invalid": os.ErrInvalid, "canceled": context.Canceled,
	"deadline": context.DeadlineExceeded, "exist": os.ErrExist, "not exist": os.ErrNotExist,
	"permission": os.ErrPermission, "other": errors.New("some error"),
}

// answerMetadata tells what Go finds: for "=" all that came, for a key the values that its Get finds.
func answerMetadata(ctx context.Context, key string) (string, error) {
	md, _ := ttrpc.GetMetadata(ctx)
	if key != "=" {
		values, _ := md.Get(key)
		return strings.Join(values, ","), nil
	}
	keys := []string{}
	for key := range md {
		keys = append(keys, key+"="+strings.Join(md[key], ","))
	}
	sort.Strings(keys)
	return strings.Join(keys, " "), nil
}

func answerDeadline(ctx context.Context, _ string) (string, error) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return "none", nil
	}
	return fmt.Sprint(time.Until(deadline).Milliseconds()), nil
}

// holder holds calls until they are released or told to end.
type holder struct {
	gate  chan struct{}
	lock  sync.Mutex
	count map[string]int
}

func newHolder() *holder { return &holder{gate: make(chan struct{}), count: map[string]int{}} }

func (h *holder) add(what string, n int) {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.count[what] += n
}

func (h *holder) sleep(ctx context.Context, text string) (string, error) {
	h.add("waiting", 1)
	defer h.add("waiting", -1)
	select {
	case <-h.gate:
		return text, nil
	case <-ctx.Done():
		h.add(ctx.Err().Error(), 1)
		return "", ctx.Err()
	}
}

func (h *holder) String() string {
	h.lock.Lock()
	defer h.lock.Unlock()
	return fmt.Sprintf("waiting %d, canceled %d, late %d", h.count["waiting"],
		h.count[context.Canceled.Error()], h.count[context.DeadlineExceeded.Error()])
}

// meeting holds calls until as many as they say are there.
type meeting struct {
	all   chan struct{}
	lock  sync.Mutex
	count int
}

func newMeeting() *meeting { return &meeting{all: make(chan struct{})} }

// join takes "SIZE NAME" and answers with the name.
func (m *meeting) join(ctx context.Context, text string) (string, error) {
	words := strings.SplitN(text, " ", 2)
	size, err := strconv.Atoi(words[0])
	if err != nil {
		return "", err
	}
	m.lock.Lock()
	m.count++
	if m.count == size {
		close(m.all)
	}
	m.lock.Unlock()
	select {
	case <-m.all:
		return words[1], nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
