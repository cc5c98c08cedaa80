package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// outcomes counts what calls made at the same time came to.
type outcomes struct {
	group sync.WaitGroup
	lock  sync.Mutex
	count map[string]int
}

func (o *outcomes) call(client *ttrpc.Client, method, text, want string) {
	o.group.Add(1)
	go func() {
		defer o.group.Done()
		got, err := say(client, method, text)
		o.note(got, want, err)
	}()
}

func (o *outcomes) note(got, want string, err error) {
	outcome := "right"
	if err != nil {
		outcome = err.Error()
	} else if got != want {
		outcome = "wrong"
	}
	o.lock.Lock()
	defer o.lock.Unlock()
	o.count[outcome]++
}

func newOutcomes() *outcomes { return &outcomes{count: map[string]int{}} }

func (o *outcomes) all() map[string]int {
	o.group.Wait()
	return o.count
}

func checkMany(socket string) {
	client, calls := connect(socket), newOutcomes()
	for number := 0; number < 1000; number++ {
		calls.call(client, []string{"Say", "Now"}[number%2], fmt.Sprint(number), fmt.Sprint(number))
	}
	check("concurrent calls", calls.all(), map[string]int{"right": 1000})
}

// checkCrowd has 10,000 calls in flight: none is answered before all have arrived.
func checkCrowd(socket string) {
	calls := newOutcomes()
	for connection := 0; connection < 10; connection++ {
		client := connect(socket)
		for number := 0; number < 1000; number++ {
			name := fmt.Sprintf("%d of %d", number, connection)
			calls.call(client, "Meet", "10000 "+name, name)
		}
	}
	check("calls that meet", calls.all(), map[string]int{"right": 10_000})
}

// checkDeparture has calls in flight when the server ends, as soon as it holds them all.
func checkDeparture(socket string) {
	client, calls := connect(socket), newOutcomes()
	for number := 0; number < 500; number++ {
		calls.call(client, "Sleep", "", "")
	}
	check("calls to a server that ends", calls.all(), map[string]int{ttrpc.ErrClosed.Error(): 500})
	_, err := say(client, "Say", "")
	check("a call to a server that has ended", err, ttrpc.ErrClosed)
}

// checkDrain has calls in flight when the server is asked to end. It refuses new ones, and answers those.
func checkDrain(socket string) {
	client, calls := connect(socket), newOutcomes()
	for number := 0; number < 100; number++ {
		calls.call(client, "Sleep", fmt.Sprint(number), fmt.Sprint(number))
	}
	err := error(nil)
	for end := time.Now().Add(patience); err == nil && time.Now().Before(end); time.Sleep(time.Millisecond) {
		_, err = say(client, "Say", "")
	}
	check("a new call: code", status.Code(err), codes.Unavailable)
	fmt.Println("peer: refused")
	check("calls that were there before", calls.all(), map[string]int{"right": 100})
	_, err = say(client, "Say", "")
	check("a call after the last answer", err, ttrpc.ErrClosed)
}

// checkStorm connects a thousand times, thirty-two at a time. Every other connection ends without a word.
func checkStorm(socket string) {
	numbers, calls, group := make(chan int), newOutcomes(), sync.WaitGroup{}
	for worker := 0; worker < 32; worker++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for number := range numbers {
				conn, err := dial(socket)
				must(err)
				if number%2 == 0 {
					conn.Close()
					continue
				}
				client := ttrpc.NewClient(conn)
				for _, method := range []string{"Say", "Now"} {
					got, err := say(client, method, fmt.Sprint(number))
					calls.note(got, fmt.Sprint(number), err)
				}
				client.Close()
			}
		}()
	}
	for number := 0; number < 1000; number++ {
		numbers <- number
	}
	close(numbers)
	group.Wait()
	check("calls of a storm of connections", calls.all(), map[string]int{"right": 1000})
}
