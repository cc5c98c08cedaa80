package main

import (
	"context"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	reasonSameAccount     = 1
	reasonNotAssociated   = 3
	reasonOwnerNotEnabled = 4
	reasonInvalidAccount  = 5
)

// checkAccess asks as a peer that sends no metadata at all, and names the Region in the message.
func checkAccess(client *ttrpc.Client) {
	one := new(CheckAccessResponse)
	err := access(client, "CheckAccess", &CheckAccessRequest{Viewer: administrator, Owner: administrator}, one)
	check("CheckAccess", failureOf(err), (*failure)(nil))
	check("CheckAccess: of oneself", *one, CheckAccessResponse{Allowed: true, Reason: reasonSameAccount})

	batch := new(BatchCheckAccessResponse)
	err = access(client, "BatchCheckAccess", &BatchCheckAccessRequest{Pairs: []*AccessPair{
		{Viewer: "222222222222", Owner: administrator}, {Viewer: administrator, Owner: "222222222222"},
		{Viewer: "nobody", Owner: administrator},
	}}, batch)
	check("BatchCheckAccess", failureOf(err), (*failure)(nil))
	check("BatchCheckAccess: results", len(batch.Results), 3)
	for index, reason := range []int32{reasonNotAssociated, reasonOwnerNotEnabled, reasonInvalidAccount} {
		if index < len(batch.Results) {
			check("BatchCheckAccess: result", *batch.Results[index], CheckAccessResponse{Reason: reason})
		}
	}

	recipients := new(ResolveRecipientsResponse)
	err = access(client, "ResolveRecipients", &ResolveRecipientsRequest{Owner: administrator}, recipients)
	check("ResolveRecipients", failureOf(err), (*failure)(nil))
	check("ResolveRecipients: accounts", len(recipients.AccountIDs), 1)

	elsewhere := new(ResolveRecipientsResponse)
	err = access(client, "ResolveRecipients", &ResolveRecipientsRequest{Owner: administrator, Region: "eu-west-1"}, elsewhere)
	check("ResolveRecipients in another Region", failureOf(err), (*failure)(nil))
	check("ResolveRecipients in another Region: accounts", len(elsewhere.AccountIDs), 0)

	err = access(client, "CheckAccess", &CheckAccessRequest{Owner: administrator}, new(CheckAccessResponse))
	check("CheckAccess for nobody: code", status.Code(err), codes.InvalidArgument)
}

func access(client *ttrpc.Client, method string, in, out interface{}) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return client.Call(ctx, "muster.v1.Access", method, in, out)
}
