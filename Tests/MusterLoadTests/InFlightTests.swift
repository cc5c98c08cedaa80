import Testing

@testable import MusterLoad

@Suite struct InFlightTests {
  @Test func answersInOrder() {
    var calls = InFlight(window: 4)
    for number in 0..<1000 {
      let call = InFlight.Call(stream: UInt32(2 * number + 1), operation: number % 3, began: UInt64(number))
      calls.add(call)
      #expect(calls.remove(call.stream) == call)
    }
    #expect(calls.count == 0)
  }

  /// The first call is answered last, long after its place was needed.
  @Test func answersThatWereOvertaken() {
    var calls = InFlight(window: 2)
    let late = InFlight.Call(stream: 1, operation: 5, began: 9)
    calls.add(late)
    for number in 1..<100 {
      let call = InFlight.Call(stream: UInt32(2 * number + 1), operation: 0, began: 0)
      calls.add(call)
      #expect(calls.remove(call.stream) == call)
    }
    #expect(calls.count == 1)
    let last = InFlight.Call(stream: 201, operation: 1, began: 8)
    calls.add(last)
    #expect(Set(calls.calls) == [late, last])
    #expect(calls.remove(1) == late)
    #expect(calls.calls == [last])
  }

  @Test func answersToNobody() {
    var calls = InFlight(window: 1)
    #expect(calls.remove(0) == nil)
    #expect(calls.remove(1) == nil)
    calls.add(InFlight.Call(stream: 1, operation: 0, began: 0))
    // The same place.
    #expect(calls.remove(9) == nil)
    #expect(calls.remove(1) != nil)
    #expect(calls.remove(1) == nil)
  }
}
