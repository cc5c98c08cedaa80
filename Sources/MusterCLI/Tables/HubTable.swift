package import MusterModel

extension Table {
  package init(hub: HubDescription) {
    self.init(facts: [
      "Hub": Cell(hub.hubARN),
      "Subscribed": Cell("\(hub.subscribedAt)"),
      "Auto-enable controls": Cell(hub.autoEnableControls ? "yes" : "no"),
      "Control findings": Cell("\(hub.controlFindingGenerator)"),
    ])
  }
}
