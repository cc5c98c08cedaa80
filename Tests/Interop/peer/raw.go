package main

import (
	"context"
	"fmt"
	"time"

	"github.com/containerd/ttrpc"
)

// Raw is a message whose bytes are taken as they are.
type Raw struct{ B []byte }

func (r *Raw) Reset()                   { r.B = nil }
func (r *Raw) String() string           { return fmt.Sprintf("%x", r.B) }
func (*Raw) ProtoMessage()              {}
func (r *Raw) Marshal() ([]byte, error) { return r.B, nil }
func (r *Raw) Unmarshal(b []byte) error { r.B = append([]byte(nil), b...); return nil }

// patience is for calls that are expected to be answered.
const patience = 20 * time.Second

// say calls a method of v1.Echo with text.
func say(client *ttrpc.Client, method, text string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return sayIn(ctx, client, method, text)
}

func sayIn(ctx context.Context, client *ttrpc.Client, method, text string) (string, error) {
	out := new(Raw)
	err := client.Call(ctx, "v1.Echo", method, &Raw{[]byte(text)}, out)
	return string(out.B), err
}

// untimed calls a method without telling the server of any time.
func untimed(client *ttrpc.Client, method, text string) (string, error) {
	return sayIn(context.Background(), client, method, text)
}

// until asks again and again for what a method of v1.Echo answers, which has to become this.
func until(client *ttrpc.Client, method, want string) {
	got, err := "", error(nil)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if got, err = say(client, method, ""); err != nil || got == want {
			break
		}
	}
	check(method, failureOf(err), (*failure)(nil))
	check(method, got, want)
}
