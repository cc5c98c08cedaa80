internal import MusterModel
internal import TTRPC

extension HealthService {
  /// The health of Muster's services.
  ///
  /// A daemon whose store took no write any more is read-only until it is restarted. Then `muster.v1.SecurityHub`, most
  /// of whose calls write, is NOT_SERVING. The daemon as a whole, `muster.v1.Access` and `muster.v1.Admin` are SERVING
  /// still: every access check is answered from memory, correctly, and whoever took the daemon away for a failed check
  /// would make an outage of writes one of everything.
  static func muster(_ admin: some AdminHandler) -> HealthService {
    let health = HealthService()
    health.set(for: Contract.name(of: .securityHub)) { await admin.isWritable ? .serving : .notServing }
    health.set(.serving, for: Contract.name(of: .access))
    health.set(.serving, for: Contract.admin)
    health.set(.serving, for: HealthService.name)
    return health
  }
}
