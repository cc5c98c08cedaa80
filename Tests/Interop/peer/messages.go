package main

import "github.com/gogo/protobuf/proto"

// The messages of proto/muster/v1/security_hub.proto and google.rpc.ErrorInfo, by hand: ttrpc 1.1.1 encodes any
// structure with these tags. A pointer is a field whose absence means something.

type Tag struct {
	Key   string `protobuf:"bytes,1,opt,name=key,proto3"`
	Value string `protobuf:"bytes,2,opt,name=value,proto3"`
}

type EnableSecurityHubRequest struct {
	Tags                    []*Tag `protobuf:"bytes,1,rep,name=tags,proto3"`
	EnableDefaultStandards  *bool  `protobuf:"varint,2,opt,name=enable_default_standards"`
	ControlFindingGenerator int32  `protobuf:"varint,3,opt,name=control_finding_generator,proto3"`
}

type EnableSecurityHubResponse struct{}

type AccountDetails struct {
	AccountID string  `protobuf:"bytes,1,opt,name=account_id,proto3"`
	Email     *string `protobuf:"bytes,2,opt,name=email"`
}

type CreateMembersRequest struct {
	AccountDetails []*AccountDetails `protobuf:"bytes,1,rep,name=account_details,proto3"`
}

type UnprocessedAccount struct {
	AccountID        string `protobuf:"bytes,1,opt,name=account_id,proto3"`
	ProcessingResult string `protobuf:"bytes,2,opt,name=processing_result,proto3"`
}

type CreateMembersResponse struct {
	UnprocessedAccounts []*UnprocessedAccount `protobuf:"bytes,1,rep,name=unprocessed_accounts,proto3"`
}

type ListMembersRequest struct {
	OnlyAssociated *bool  `protobuf:"varint,1,opt,name=only_associated"`
	MaxResults     *int32 `protobuf:"varint,2,opt,name=max_results"`
	NextToken      string `protobuf:"bytes,3,opt,name=next_token,proto3"`
}

type Timestamp struct {
	Seconds int64 `protobuf:"varint,1,opt,name=seconds,proto3"`
	Nanos   int32 `protobuf:"varint,2,opt,name=nanos,proto3"`
}

type Member struct {
	AccountID       string     `protobuf:"bytes,1,opt,name=account_id,proto3"`
	Email           *string    `protobuf:"bytes,2,opt,name=email"`
	AdministratorID string     `protobuf:"bytes,3,opt,name=administrator_id,proto3"`
	MemberStatus    int32      `protobuf:"varint,4,opt,name=member_status,proto3"`
	InvitedAt       *Timestamp `protobuf:"bytes,5,opt,name=invited_at,proto3"`
	UpdatedAt       *Timestamp `protobuf:"bytes,6,opt,name=updated_at,proto3"`
}

type ListMembersResponse struct {
	Members   []*Member `protobuf:"bytes,1,rep,name=members,proto3"`
	NextToken string    `protobuf:"bytes,2,opt,name=next_token,proto3"`
}

type ErrorInfo struct {
	Reason string `protobuf:"bytes,1,opt,name=reason,proto3"`
	Domain string `protobuf:"bytes,2,opt,name=domain,proto3"`
}

func (m *Tag) Reset()                       { *m = Tag{} }
func (m *EnableSecurityHubRequest) Reset()  { *m = EnableSecurityHubRequest{} }
func (m *EnableSecurityHubResponse) Reset() { *m = EnableSecurityHubResponse{} }
func (m *AccountDetails) Reset()            { *m = AccountDetails{} }
func (m *CreateMembersRequest) Reset()      { *m = CreateMembersRequest{} }
func (m *UnprocessedAccount) Reset()        { *m = UnprocessedAccount{} }
func (m *CreateMembersResponse) Reset()     { *m = CreateMembersResponse{} }
func (m *ListMembersRequest) Reset()        { *m = ListMembersRequest{} }
func (m *Timestamp) Reset()                 { *m = Timestamp{} }
func (m *Member) Reset()                    { *m = Member{} }
func (m *ListMembersResponse) Reset()       { *m = ListMembersResponse{} }
func (m *ErrorInfo) Reset()                 { *m = ErrorInfo{} }

func (m *Tag) String() string                       { return proto.CompactTextString(m) }
func (m *EnableSecurityHubRequest) String() string  { return proto.CompactTextString(m) }
func (m *EnableSecurityHubResponse) String() string { return proto.CompactTextString(m) }
func (m *AccountDetails) String() string            { return proto.CompactTextString(m) }
func (m *CreateMembersRequest) String() string      { return proto.CompactTextString(m) }
func (m *UnprocessedAccount) String() string        { return proto.CompactTextString(m) }
func (m *CreateMembersResponse) String() string     { return proto.CompactTextString(m) }
func (m *ListMembersRequest) String() string        { return proto.CompactTextString(m) }
func (m *Timestamp) String() string                 { return proto.CompactTextString(m) }
func (m *Member) String() string                    { return proto.CompactTextString(m) }
func (m *ListMembersResponse) String() string       { return proto.CompactTextString(m) }
func (m *ErrorInfo) String() string                 { return proto.CompactTextString(m) }

func (*Tag) ProtoMessage()                       {}
func (*EnableSecurityHubRequest) ProtoMessage()  {}
func (*EnableSecurityHubResponse) ProtoMessage() {}
func (*AccountDetails) ProtoMessage()            {}
func (*CreateMembersRequest) ProtoMessage()      {}
func (*UnprocessedAccount) ProtoMessage()        {}
func (*CreateMembersResponse) ProtoMessage()     {}
func (*ListMembersRequest) ProtoMessage()        {}
func (*Timestamp) ProtoMessage()                 {}
func (*Member) ProtoMessage()                    {}
func (*ListMembersResponse) ProtoMessage()       {}
func (*ErrorInfo) ProtoMessage()                 {}
