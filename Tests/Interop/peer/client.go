package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// clientChecks are what Go's client finds at a server of v1.Echo, by name.
var clientChecks = map[string]func(socket string){
	"sizes":           checkSizes,
	"edges":           checkEdges,
	"statuses":        checkStatuses,
	"names":           checkNames,
	"metadata":        checkMetadata,
	"deadline":        checkDeadline,
	"server-deadline": checkServerDeadline,
	"cancellation":    checkCancellation,
	"late-answer":     checkLateAnswer,
	"many":            checkMany,
	"crowd":           checkCrowd,
	"departure":       checkDeparture,
	"drain":           checkDrain,
	"storm":           checkStorm,
	"health":          checkEchoHealth,
}

func checkSizes(socket string) {
	client := connect(socket)
	for _, method := range []string{"Say", "Now"} {
		for _, size := range []int{0, 1, 1 << 20} {
			sent := strings.Repeat("7", size)
			got, err := say(client, method, sent)
			check(fmt.Sprintf("%s %d bytes", method, size), failureOf(err), (*failure)(nil))
			check(fmt.Sprintf("%s %d bytes: the same come back", method, size), got == sent, true)
		}
	}
	// Neither the request nor the answer has a single byte, and the request no payload.
	out := &Raw{B: []byte("to be forgotten")}
	err := client.Call(context.Background(), "v1.Echo", "Say", &Raw{}, out)
	check("an empty request", failureOf(err), (*failure)(nil))
	check("an empty answer", len(out.B), 0)
	got, err := say(client, "Length", "")
	check("the length of an empty request", failureOf(err), (*failure)(nil))
	check("the length of an empty request", got, "0")
}

// What a request to v1.Echo/Length and an answer take beside the payload, where that is megabytes and there is no
// timeout: names, tags and lengths.
const (
	limit         = 4 << 20
	requestAround = len("v1.Echo") + 2 + len("Length") + 2 + 5
	answerAround  = 5
)

// checkEdges sends frames of exactly the limit, and of one byte more. This Go sends what it is given.
func checkEdges(socket string) {
	client := connect(socket)
	tooLong := &failure{
		Code: codes.ResourceExhausted, Message: "message length 4194305 exceed maximum message size of 4194304",
	}
	for round := 0; round < 2; round++ {
		got, err := untimed(client, "Length", strings.Repeat("7", limit-requestAround))
		check("a request of the limit", failureOf(err), (*failure)(nil))
		check("a request of the limit: its payload", got, fmt.Sprint(limit-requestAround))
		_, err = untimed(client, "Length", strings.Repeat("7", limit-requestAround+1))
		check("a request of a byte more", failureOf(err), tooLong)

		got, err = untimed(client, "Zeros", fmt.Sprint(limit-answerAround))
		check("an answer of the limit", failureOf(err), (*failure)(nil))
		check("an answer of the limit: its payload", bytes.Count([]byte(got), []byte{0}), limit-answerAround)
		_, err = untimed(client, "Zeros", fmt.Sprint(limit-answerAround+1))
		check("an answer of a byte more", failureOf(err), tooLong)
	}
}

func checkStatuses(socket string) {
	client := connect(socket)
	for code := -1; code <= 17; code++ {
		_, err := say(client, "Status", fmt.Sprint(code))
		want := codes.Code(code)
		if code < 1 || code > 16 {
			// What is no code of gRPC's arrives as an error all the same: other peers would take it for success.
			want = codes.Unknown
		}
		what := fmt.Sprintf("status %d", code)
		check(what, failureOf(err), &failure{
			Code: want, Message: "asked for " + fmt.Sprint(code), Reason: "CODE_" + fmt.Sprint(code), Domain: "echo.example",
		})
		details := status.Convert(err).Proto().GetDetails()
		check(what+": details", len(details), 2)
		if len(details) == 2 {
			check(what+": a detail of no known type", details[0].TypeUrl, "type.googleapis.com/x.Y")
			check(what+": its bytes", details[0].Value, []byte{1, 0, 255})
		}
	}
	got, err := say(client, "Say", "well")
	check("after all that", failureOf(err), (*failure)(nil))
	check("after all that", got, "well")
}

func checkNames(socket string) {
	client := connect(socket)
	for _, name := range []struct{ service, method, message string }{
		{"v1.Echo", "Nope", "method Nope"}, {"v1.Nope", "Say", "service v1.Nope"}, {"", "", "service "},
		{"v1.Echo", "", "method "}, {"v1.echo", "Say", "service v1.echo"}, {"/v1.Echo", "Say", "service /v1.Echo"},
	} {
		err := client.Call(context.Background(), name.service, name.method, &Raw{}, &Raw{})
		check(fmt.Sprintf("%q/%q", name.service, name.method), failureOf(err), &failure{
			Code: codes.Unimplemented, Message: name.message,
		})
	}
	got, err := say(client, "Say", "still here")
	check("a name that is known", failureOf(err), (*failure)(nil))
	check("a name that is known", got, "still here")
}

func checkMetadata(socket string) {
	client := connect(socket)
	ask := func(what string, md ttrpc.MD, text, want string) {
		got, err := sayIn(ttrpc.WithMetadata(context.Background(), md), client, "Metadata", text)
		check(what, failureOf(err), (*failure)(nil))
		check(what, got, want)
	}
	md := ttrpc.MD{"ns": {"k8s.io", "moby", "", "k8s.io", "grüße"}, "other": {"x"}}
	ask("values in order, also empty and equal ones", md, "ns", "k8s.io,moby,,k8s.io,grüße")
	ask("a key in another case", md, "NS", "k8s.io,moby,,k8s.io,grüße")
	// Go's own Set and Append lower the case of a key; a map made by hand keeps it, and so does the wire.
	ask("a key sent in another case", ttrpc.MD{"MixedCase": {"1", "2"}}, "mixedcase", "1,2")
	ask("everything there is", ttrpc.MD{"MixedCase": {"1", "2"}}, "=", "MixedCase=1 MixedCase=2")
	ask("none", ttrpc.MD{}, "=", "")
	lowered := ttrpc.MD{}
	lowered.Append("Traceparent", "00-1")
	lowered.Append("TRACEPARENT", "00-2")
	ask("what Go appends", lowered, "=", "traceparent=00-1 traceparent=00-2")

	many := ttrpc.MD{"n": {}}
	for count := 0; count < 64; count++ {
		many.Append("n", fmt.Sprint(count))
	}
	ask("as many as are taken", many, "n", strings.Join(many["n"], ","))
	many.Append("n", "64")
	_, err := sayIn(ttrpc.WithMetadata(context.Background(), many), client, "Metadata", "n")
	check("one more: code", status.Code(err), codes.InvalidArgument)
	ask("and then fewer", ttrpc.MD{"n": {"1"}}, "n", "1")
}

func checkEchoHealth(socket string) {
	client := connect(socket)
	checkHealth(client, []string{"v1.Echo"})
	answer, err := health(client, "v1.Down")
	check("health of what is down", failureOf(err), (*failure)(nil))
	check("health of what is down", answer, int32(notServing))
}
