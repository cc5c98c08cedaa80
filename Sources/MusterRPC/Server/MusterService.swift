package import MusterModel
package import TTRPC

/// Puts Muster's services on a ttrpc server.
package enum MusterService {
  /// Returns their health, to be shut down before the server is.
  @discardableResult
  package static func register(
    on server: Server, handler: some CallHandler & WatchHandler, admin: some AdminHandler, defaultRegion: Region
  ) -> HealthService {
    let calls = Methods(server: server, reader: CallReader(handler: handler, defaultRegion: defaultRegion))
    unsafe calls.write(EnableSecurityHub.self)
    unsafe calls.write(DisableSecurityHub.self)
    unsafe calls.read(DescribeHub.self)
    unsafe calls.write(UpdateSecurityHubConfiguration.self)
    unsafe calls.write(CreateMembers.self)
    unsafe calls.read(GetMembers.self)
    unsafe calls.read(ListMembers.self)
    unsafe calls.write(InviteMembers.self)
    unsafe calls.write(DisassociateMembers.self)
    unsafe calls.write(DeleteMembers.self)
    unsafe calls.read(ListInvitations.self)
    unsafe calls.read(GetInvitationsCount.self)
    unsafe calls.write(AcceptAdministratorInvitation.self)
    unsafe calls.routed(DeclineInvitations.self)
    unsafe calls.routed(DeleteInvitations.self)
    unsafe calls.read(GetAdministratorAccount.self)
    unsafe calls.routed(DisassociateFromAdministratorAccount.self)
    unsafe calls.write(TagResource.self)
    unsafe calls.write(UntagResource.self)
    unsafe calls.read(ListTagsForResource.self)
    unsafe calls.read(EnableOrganizationAdminAccount.self)
    unsafe calls.read(DisableOrganizationAdminAccount.self)
    unsafe calls.read(ListOrganizationAdminAccounts.self)
    unsafe calls.read(DescribeOrganizationConfiguration.self)
    unsafe calls.read(UpdateOrganizationConfiguration.self)
    unsafe calls.access(CheckAccess.self)
    unsafe calls.access(BatchCheckAccess.self)
    unsafe calls.access(ResolveRecipients.self)
    calls.watch(handler)
    server.register(service: Contract.admin, method: GetStatus.method, CallMethod.status(of: admin))
    let health = HealthService.muster(admin)
    health.register(on: server)
    return health
  }

  private struct Methods {
    let server: Server
    let reader: CallReader

    func read<C: ReadCall & RPCCall>(_: C.Type) { register(C.self, .reading(C.self, by: reader)) }

    func access<C: AccessRPCCall>(_: C.Type) { register(C.self, .asking(C.self, by: reader)) }

    func write<C: WriteCall & RPCCall>(_: C.Type) {
      register(
        C.self,
        .writing(C.self, by: reader) { [handler = reader.handler] call, principal throws(CallError) in
          try await handler.perform(call, for: principal)
        })
    }

    func routed<C: RoutedCall & RPCCall>(_: C.Type) {
      register(
        C.self,
        .writing(C.self, by: reader) { [handler = reader.handler] call, principal throws(CallError) in
          try await handler.perform(call, for: principal)
        })
    }

    func watch(_ handler: any WatchHandler) {
      let method = WatchMethod(reader: reader, handler: handler)
      server.registerServerStreaming(
        service: Contract.name(of: WatchMembers.operation.service), method: WatchMembers.operation.name, isEndless: true
      ) { request, writer, context throws(Status) in try await method.handle(request, writer, context) }
    }

    private func register<C: Call>(_: C.Type, _ method: CallMethod) {
      server.register(service: Contract.name(of: C.operation.service), method: C.operation.name, method)
    }
  }
}
