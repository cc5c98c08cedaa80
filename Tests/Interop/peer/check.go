package main

import (
	"fmt"
	"os"
	"reflect"
	"sync"

	"github.com/gogo/protobuf/proto"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const errorInfoURL = "type.googleapis.com/google.rpc.ErrorInfo"

var (
	mismatches int
	lock       sync.Mutex
)

// check prints one result and counts it if it is not what was expected.
func check(what string, got, want interface{}) {
	lock.Lock()
	defer lock.Unlock()
	if reflect.DeepEqual(got, want) {
		fmt.Printf("ok    %s: %v\n", what, got)
		return
	}
	mismatches++
	fmt.Fprintf(os.Stderr, "WRONG %s:\n  got  %v\n  want %v\n", what, got, want)
}

// failure is an error as a server sent it.
type failure struct {
	Code    codes.Code
	Message string
	// Of the first google.rpc.ErrorInfo among the details.
	Reason string
	Domain string
}

// failureOf reads an error's status. Nil for success.
func failureOf(err error) *failure {
	if err == nil {
		return nil
	}
	st, ok := status.FromError(err)
	if !ok {
		return &failure{Code: codes.Unknown, Message: "not a status: " + err.Error()}
	}
	f := &failure{Code: st.Code(), Message: st.Message()}
	for _, detail := range st.Proto().GetDetails() {
		var info ErrorInfo
		if detail.TypeUrl == errorInfoURL && proto.Unmarshal(detail.Value, &info) == nil {
			f.Reason, f.Domain = info.Reason, info.Domain
			break
		}
	}
	return f
}

func encoded(message proto.Message) []byte {
	bytes, err := proto.Marshal(message)
	must(err)
	return bytes
}

func (f *failure) String() string {
	if f == nil {
		return "no error"
	}
	return fmt.Sprintf("%v %q %s@%s", f.Code, f.Message, f.Reason, f.Domain)
}
