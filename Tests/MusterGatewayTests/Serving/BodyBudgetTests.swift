import Testing

@testable import MusterGateway

@Suite struct BodyBudgetTests {
  @Test func whatOneHasOthersHaveNot() {
    let budget = BodyBudget(bytes: 10)
    do {
      let first = budget.share()
      #expect(first.grow(by: 4))
      #expect(first.grow(by: 4))
      let second = budget.share()
      #expect(!second.grow(by: 3))
      #expect(second.grow(by: 2))
      #expect(!first.grow(by: 1))
      withExtendedLifetime((first, second)) {}
    }
    // Both ended.
    let third = budget.share()
    #expect(third.grow(by: 10))
    #expect(!third.grow(by: 1))
    withExtendedLifetime(third) {}
  }
}
