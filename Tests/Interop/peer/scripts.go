package main

import (
	"context"
	"time"

	"github.com/containerd/ttrpc"
)

// scripts are the calls of the recordings in Tests/TTRPCTests/Recorded. Nothing in them depends on the time of day.
var scripts = map[string]func(socket string){
	"unary": func(socket string) {
		client := connect(socket)
		untimed(client, "Say", "hi")
		untimed(client, "Say", "")
		untimed(client, "Say", "\x0a\x02hi")
		sayIn(ttrpc.WithMetadata(context.Background(), ttrpc.MD{"ns": {"k8s.io", "moby"}}), client, "Metadata", "ns")
		untimed(client, "Length", "seven b")
		client.Close()
	},
	"refusals": func(socket string) {
		client := connect(socket)
		untimed(client, "Status", "9")
		untimed(client, "Status", "16")
		untimed(client, "Nope", "")
		client.Call(context.Background(), "v1.Nope", "Say", &Raw{}, &Raw{})
		untimed(client, "Say", "after that")
		client.Close()
	},
	"timeouts": func(socket string) {
		client := claiming(socket, 20*time.Millisecond)
		untimed(client, "Sleep", "")
		client.Close()
	},
}
