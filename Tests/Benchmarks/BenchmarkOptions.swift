import Foundation

/// What `make bench` is told.
struct BenchmarkOptions {
  /// Where the peers' programs are, and a file `missing` that says which are not, and why.
  var peers: String?
  /// A stripped `musterd` with Swift's libraries in it.
  var installed: String?
  /// The script that counts allocations.
  var check: String?
  /// Where databases are kept from one time to the next.
  var cache = ".build/bench"
  /// A minute, and not six.
  var isQuick = false
  /// Members on disk, to start with.
  var rows = 10_000_000
  /// Only measurements whose name contains it.
  var only: String?
  var wantsHelp = false

  init(_ arguments: [String]) throws(BenchmarkError) {
    var rest = arguments[...]
    while let flag = rest.popFirst() {
      if ["-h", "--help"].contains(flag) {
        wantsHelp = true
        continue
      }
      if flag == "--quick" {
        isQuick = true
        rows = min(rows, 1_000_000)
        continue
      }
      guard let value = rest.popFirst() else { throw .setup("\(flag): a value is missing") }
      switch flag {
      case "--peers": peers = value
      case "--installed": installed = value
      case "--check": check = value
      case "--cache": cache = value
      case "--only": only = value
      case "--rows":
        guard let number = Int(value), (1...100_000_000).contains(number) else {
          throw .setup("--rows is \(value); give 1 to 100000000")
        }
        rows = number
      default: throw .setup("\(flag) is none of --peers, --installed, --check, --cache, --only, --rows, --quick")
      }
    }
  }

  static func help(_ measurements: [String]) -> String {
    """
    Prints Muster's figures beside those of its peers. `make bench` builds what it needs, and calls it.

      --peers DIRECTORY  programs that Tests/Benchmarks/peers.sh built
      --installed FILE   a stripped musterd with Swift's libraries in it
      --check SCRIPT     what counts allocations, Tests/Benchmarks/Check/run.sh
      --cache DIRECTORY  for databases that are made once (.build/bench)
      --rows NUMBER      members on disk, to start with (10000000)
      --only TEXT        measurements whose name contains it: \(measurements.joined(separator: ", "))
      --quick            fewer and shorter runs
    """
  }

  var runs: Int { isQuick ? 3 : 5 }
  /// Of each run of reads.
  var seconds: Double { isQuick ? 0.3 : 1 }
}

enum BenchmarkError: Error, CustomStringConvertible {
  case setup(String)

  var description: String {
    switch self {
    case .setup(let reason): reason
    }
  }
}
