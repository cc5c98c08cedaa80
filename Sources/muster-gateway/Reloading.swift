internal import Glibc
internal import Logging
internal import MusterGateway
internal import ServiceLifecycle
internal import UnixSignals

/// Reads the credentials again at every SIGHUP. Requests under way keep those they began with.
struct Reloading: Service {
  let signatures: SignatureSource
  let logger: Logger

  func run() async throws {
    let hadTerminal = isatty(STDERR_FILENO) != 0
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      // In a terminal it also means that the terminal is gone, which ends every other command.
      if hadTerminal, isatty(STDERR_FILENO) == 0 { kill(getpid(), SIGTERM) } else { signatures.reload(logger) }
    }
  }
}
