package main

import (
	"context"
	"strconv"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

var late = &failure{Code: codes.DeadlineExceeded, Message: "context deadline exceeded"}

// claiming makes a client that tells servers of a timeout, and does not keep to it itself: what a server answers at
// the deadline cannot be seen otherwise.
func claiming(socket string, timeout time.Duration) *ttrpc.Client {
	return connect(socket, ttrpc.WithUnaryClientInterceptor(func(
		ctx context.Context, request *ttrpc.Request, response *ttrpc.Response, _ *ttrpc.UnaryClientInfo, invoke ttrpc.Invoker,
	) error {
		request.TimeoutNano = timeout.Nanoseconds()
		return invoke(ctx, request, response)
	}))
}

// checkOwnDeadline has the client keep to its deadline itself.
func checkOwnDeadline(client *ttrpc.Client) {
	begun := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	_, err := sayIn(ctx, client, "Sleep", "")
	// Either may be first to say so, and both say the same.
	check("a deadline", err == context.DeadlineExceeded || status.Code(err) == codes.DeadlineExceeded, true)
	check("a deadline: not before its time", time.Since(begun) >= 100*time.Millisecond, true)
}

func checkDeadline(socket string) {
	client := connect(socket)
	_, err := untimed(claiming(socket, 50*time.Millisecond), "Sleep", "")
	check("what the server says at the deadline", failureOf(err), late)
	until(client, "Held", "waiting 0, ended 1")
	_, err = untimed(claiming(socket, -1), "Sleep", "")
	check("a deadline that has passed", failureOf(err), late)
	until(client, "Held", "waiting 0, ended 1")
	// On a busy machine the time may be up before the call is sent, or before it arrives: then nothing was begun.
	for held := "waiting 0, ended 1"; held == "waiting 0, ended 1"; {
		checkOwnDeadline(client)
		held, err = say(client, "Held", "")
		check("what is held", failureOf(err), (*failure)(nil))
	}
	until(client, "Idle", "true")

	left, err := untimed(claiming(socket, time.Hour), "Deadline", "")
	check("what is left of an hour", failureOf(err), (*failure)(nil))
	milliseconds, err := strconv.Atoi(left)
	check("what is left of an hour", err == nil && milliseconds <= 3600_000 && milliseconds > 3500_000, true)
	got, err := say(client, "Say", "in time")
	check("a call in time", failureOf(err), (*failure)(nil))
	check("a call in time", got, "in time")
}

// checkServerDeadline calls a server that gives up after a tenth of a second, and says nothing of time itself.
func checkServerDeadline(socket string) {
	client := connect(socket)
	_, err := untimed(client, "Sleep", "")
	check("the server's own deadline", failureOf(err), late)
	until(client, "Held", "waiting 0, ended 1")
}

// checkCancellation gives up a call. The wire knows no such thing: the server goes on until the connection ends.
func checkCancellation(socket string) {
	client, other := connect(socket), connect(socket)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		_, err := sayIn(ctx, client, "Sleep", "")
		ended <- err
	}()
	until(other, "Held", "waiting 1, ended 0")
	cancel()
	check("a call that is given up", <-ended, context.Canceled)
	got, err := say(client, "Say", "next")
	check("the connection's next call", failureOf(err), (*failure)(nil))
	check("the connection's next call", got, "next")
	until(other, "Held", "waiting 1, ended 0")
	client.Close()
	until(other, "Held", "waiting 0, ended 1")
}

// checkLateAnswer gives up a call that is then answered.
func checkLateAnswer(socket string) {
	client := connect(socket)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		_, err := sayIn(ctx, client, "Sleep", "late")
		ended <- err
	}()
	until(client, "Held", "waiting 1, ended 0")
	cancel()
	check("a call that is given up", <-ended, context.Canceled)
	_, err := say(client, "Release", "")
	check("its release", failureOf(err), (*failure)(nil))
	until(client, "Held", "waiting 0, ended 0")
	for _, text := range []string{"one", "two", "three"} {
		got, err := say(client, "Say", text)
		check("an answer behind the late one", failureOf(err), (*failure)(nil))
		check("an answer behind the late one", got, text)
	}
}
