package main

import (
	"context"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// The messages of grpc.health.v1, by hand as in messages.go.

type HealthCheckRequest struct {
	Service string `protobuf:"bytes,1,opt,name=service,proto3"`
}

type HealthCheckResponse struct {
	Status int32 `protobuf:"varint,1,opt,name=status,proto3"`
}

func (m *HealthCheckRequest) Reset()         { *m = HealthCheckRequest{} }
func (m *HealthCheckResponse) Reset()        { *m = HealthCheckResponse{} }
func (m *HealthCheckRequest) String() string { return proto.CompactTextString(m) }
func (m *HealthCheckResponse) String() string {
	return proto.CompactTextString(m)
}
func (*HealthCheckRequest) ProtoMessage()  {}
func (*HealthCheckResponse) ProtoMessage() {}

const (
	serving    = 1
	notServing = 2
)

// checkHealth asks for the server, for services that serve, and for one that nobody has heard of.
func checkHealth(client *ttrpc.Client, services []string) {
	for _, service := range append([]string{""}, services...) {
		answer, err := health(client, service)
		check("health of "+service, failureOf(err), (*failure)(nil))
		check("health of "+service, answer, int32(serving))
	}
	_, err := health(client, "v1.Nobody")
	check("health of nobody: code", status.Code(err), codes.NotFound)
}

func health(client *ttrpc.Client, service string) (int32, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	out := new(HealthCheckResponse)
	err := client.Call(ctx, "grpc.health.v1.Health", "Check", &HealthCheckRequest{Service: service}, out)
	return out.Status, err
}
