import MusterModel
import TestFixtures
import Testing

@Suite("The matrix of the spec's section 8")
struct MatrixTests {
  let admin = account(111_111_111_111)
  let member = account(222_222_222_222)

  @Test("is what every call does in every state", arguments: Matrix.operations)
  func line(_ operation: String) {
    for state in Matrix.states {
      var world = World(admin, member)
      world.bring(admin, member, to: state)
      #expect(world.state(admin, member) == state)
      let outcome = world.outcome(operation, admin, member)
      #expect(outcome == Matrix.cell(operation, state), "\(operation) on \(state)")
    }
  }

  @Test("is read whole")
  func whole() { #expect(Matrix.operations.count == 15 && Matrix.states.count == 7) }
}
