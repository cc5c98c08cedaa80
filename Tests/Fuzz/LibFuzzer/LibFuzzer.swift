import Glibc

/// What libFuzzer, which brings `main`, calls for every input. `MUSTER_FUZZ_TARGET` chooses what is fed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do throws(BrokenPromise) {
    try target.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    // How libFuzzer is told: it keeps the input of a process that dies. Nothing but the fuzzer is built with this file.
    fatalError("\(target): \(error)")
  }
  return 0
}

private let target: FuzzTarget = {
  let name = unsafe getenv("MUSTER_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    // Before the first input, to whoever started the fuzzer: its entry has no other way to refuse.
    fatalError("MUSTER_FUZZ_TARGET is \"\(name)\"; make it one of \(FuzzTarget.allCases.map(\.rawValue))")
  }
  return target
}()
