package main

import (
	"context"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	administrator = "000000000017"
	domain        = "securityhub.amazonaws.com"
	statusCreated = 1
)

// checkHub makes an administrator of an account that the daemon has never seen, and looks at what it then has.
func checkHub(client *ttrpc.Client) {
	hub := hubClient{client, administrator, "us-east-1"}
	create := &CreateMembersRequest{AccountDetails: []*AccountDetails{
		{AccountID: "222222222222", Email: text("two@example.com")}, {AccountID: "000000000001"},
	}}

	err := hub.call("CreateMembers", create, new(CreateMembersResponse))
	check("CreateMembers without a hub", failureOf(err), &failure{
		Code: codes.FailedPrecondition, Message: "Account " + administrator + " is not subscribed to AWS Security Hub",
		Reason: "InvalidAccessException", Domain: domain,
	})
	checkEnable(hub)
	created := new(CreateMembersResponse)
	check("CreateMembers", failureOf(hub.call("CreateMembers", create, created)), (*failure)(nil))
	check("CreateMembers: unprocessed accounts", len(created.UnprocessedAccounts), 0)
	checkList(hub)

	elsewhere := hubClient{client, administrator, "eu-west-1"}
	err = elsewhere.call("ListMembers", new(ListMembersRequest), new(ListMembersResponse))
	check("ListMembers in another Region, where there is no hub", failureOf(err), &failure{
		Code: codes.FailedPrecondition, Message: "Account " + administrator + " is not subscribed to AWS Security Hub",
		Reason: "InvalidAccessException", Domain: domain,
	})
	checkAccess(client)
	nobody := hubClient{client, "", "us-east-1"}
	err = nobody.call("ListMembers", new(ListMembersRequest), new(ListMembersResponse))
	check("ListMembers without an account: code", status.Code(err), codes.InvalidArgument)
}

func checkEnable(hub hubClient) {
	enable := &EnableSecurityHubRequest{Tags: []*Tag{{Key: "team", Value: "security"}}}
	check("EnableSecurityHub", failureOf(hub.call("EnableSecurityHub", enable, new(EnableSecurityHubResponse))), (*failure)(nil))
	again := failureOf(hub.call("EnableSecurityHub", enable, new(EnableSecurityHubResponse)))
	check("EnableSecurityHub again", again, &failure{
		Code: codes.AlreadyExists, Message: "Account is already subscribed to Security Hub",
		Reason: "ResourceConflictException", Domain: domain,
	})
}

func checkList(hub hubClient) {
	associated := new(ListMembersResponse)
	check("ListMembers", failureOf(hub.call("ListMembers", new(ListMembersRequest), associated)), (*failure)(nil))
	check("ListMembers: nobody is associated yet", len(associated.Members), 0)

	everybody, pages := []*Member{}, 0
	request := &ListMembersRequest{OnlyAssociated: boolean(false), MaxResults: number(1)}
	for pages == 0 || request.NextToken != "" && pages < 10 {
		page := new(ListMembersResponse)
		check("ListMembers: a page", failureOf(hub.call("ListMembers", request, page)), (*failure)(nil))
		everybody = append(everybody, page.Members...)
		request.NextToken = page.NextToken
		pages++
	}
	check("ListMembers: members", len(everybody), 2)
	for index, want := range []Member{{AccountID: "000000000001"}, {AccountID: "222222222222", Email: text("two@example.com")}} {
		if index >= len(everybody) {
			break
		}
		got := everybody[index]
		check("member", got.AccountID, want.AccountID)
		check("member: email", value(got.Email), value(want.Email))
		check("member: administrator", got.AdministratorID, administrator)
		check("member: status", got.MemberStatus, int32(statusCreated))
		check("member: not invited", got.InvitedAt, (*Timestamp)(nil))
		check("member: updated just now", got.UpdatedAt != nil && recent(got.UpdatedAt), true)
	}
}

type hubClient struct {
	client  *ttrpc.Client
	account string
	region  string
}

func (h hubClient) call(method string, in, out interface{}) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	md := ttrpc.MD{"muster-region": {h.region}}
	if h.account != "" {
		md["muster-account"] = []string{h.account}
	}
	return h.client.Call(ttrpc.WithMetadata(ctx, md), "muster.v1.SecurityHub", method, in, out)
}

func recent(t *Timestamp) bool {
	age := time.Since(time.Unix(t.Seconds, int64(t.Nanos)))
	return age > -time.Minute && age < time.Minute
}

func text(s string) *string { return &s }
func boolean(b bool) *bool  { return &b }
func number(n int32) *int32 { return &n }
func value(s *string) string {
	if s == nil {
		return "(none)"
	}
	return *s
}
