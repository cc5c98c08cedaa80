package main

import "github.com/gogo/protobuf/proto"

// The messages of proto/muster/v1/access.proto, by hand as in messages.go.

type CheckAccessRequest struct {
	Viewer string `protobuf:"bytes,1,opt,name=viewer,proto3"`
	Owner  string `protobuf:"bytes,2,opt,name=owner,proto3"`
	Region string `protobuf:"bytes,3,opt,name=region,proto3"`
}

type CheckAccessResponse struct {
	Allowed bool  `protobuf:"varint,1,opt,name=allowed,proto3"`
	Reason  int32 `protobuf:"varint,2,opt,name=reason,proto3"`
}

type AccessPair struct {
	Viewer string `protobuf:"bytes,1,opt,name=viewer,proto3"`
	Owner  string `protobuf:"bytes,2,opt,name=owner,proto3"`
}

type BatchCheckAccessRequest struct {
	Pairs  []*AccessPair `protobuf:"bytes,1,rep,name=pairs,proto3"`
	Region string        `protobuf:"bytes,2,opt,name=region,proto3"`
}

type BatchCheckAccessResponse struct {
	Results []*CheckAccessResponse `protobuf:"bytes,1,rep,name=results,proto3"`
}

type ResolveRecipientsRequest struct {
	Owner  string `protobuf:"bytes,1,opt,name=owner,proto3"`
	Region string `protobuf:"bytes,2,opt,name=region,proto3"`
}

type ResolveRecipientsResponse struct {
	AccountIDs []string `protobuf:"bytes,1,rep,name=account_ids,proto3"`
}

func (m *CheckAccessRequest) Reset()        { *m = CheckAccessRequest{} }
func (m *CheckAccessResponse) Reset()       { *m = CheckAccessResponse{} }
func (m *AccessPair) Reset()                { *m = AccessPair{} }
func (m *BatchCheckAccessRequest) Reset()   { *m = BatchCheckAccessRequest{} }
func (m *BatchCheckAccessResponse) Reset()  { *m = BatchCheckAccessResponse{} }
func (m *ResolveRecipientsRequest) Reset()  { *m = ResolveRecipientsRequest{} }
func (m *ResolveRecipientsResponse) Reset() { *m = ResolveRecipientsResponse{} }

func (m *CheckAccessRequest) String() string        { return proto.CompactTextString(m) }
func (m *CheckAccessResponse) String() string       { return proto.CompactTextString(m) }
func (m *AccessPair) String() string                { return proto.CompactTextString(m) }
func (m *BatchCheckAccessRequest) String() string   { return proto.CompactTextString(m) }
func (m *BatchCheckAccessResponse) String() string  { return proto.CompactTextString(m) }
func (m *ResolveRecipientsRequest) String() string  { return proto.CompactTextString(m) }
func (m *ResolveRecipientsResponse) String() string { return proto.CompactTextString(m) }

func (*CheckAccessRequest) ProtoMessage()        {}
func (*CheckAccessResponse) ProtoMessage()       {}
func (*AccessPair) ProtoMessage()                {}
func (*BatchCheckAccessRequest) ProtoMessage()   {}
func (*BatchCheckAccessResponse) ProtoMessage()  {}
func (*ResolveRecipientsRequest) ProtoMessage()  {}
func (*ResolveRecipientsResponse) ProtoMessage() {}
