package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
)

// record passes on what clients at one socket and a server at another say to each other, and writes each frame down in
// the order of its passing, in hex: ">" those of the client, "<" those of the server. Ends with the first client.
func record(socket, server, file string) {
	listener, err := net.Listen("unix", socket)
	must(err)
	client, err := listener.Accept()
	must(err)
	conn, err := dial(server)
	must(err)
	out, err := os.Create(file)
	must(err)
	var lock sync.Mutex
	pass := func(from, to net.Conn, mark string) {
		reader := bufio.NewReader(from)
		for {
			frame, err := readFrame(reader)
			if err != nil {
				to.Close()
				return
			}
			// Written down before it is passed on, so that no answer can be written before its question.
			lock.Lock()
			fmt.Fprintf(out, "%s % x\n", mark, frame)
			lock.Unlock()
			if _, err := to.Write(frame); err != nil {
				return
			}
		}
	}
	go pass(conn, client, "<")
	pass(client, conn, ">")
	must(out.Close())
}

func readFrame(reader io.Reader) ([]byte, error) {
	frame := make([]byte, 10)
	if _, err := io.ReadFull(reader, frame); err != nil {
		return nil, err
	}
	frame = append(frame, make([]byte, binary.BigEndian.Uint32(frame))...)
	_, err := io.ReadFull(reader, frame[10:])
	return frame, err
}
