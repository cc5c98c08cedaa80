import Testing

@testable import MusterLoad

@Suite struct LoadMixTests {
  @Test func aMixIsReadAsItIsWritten() throws {
    let mix = try LoadMix("check-access=90,get-members:50=9,create-members")
    #expect(
      mix.parts == [
        LoadMix.Part(.checkAccess, weight: 90), LoadMix.Part(.getMembers, size: 50, weight: 9),
        LoadMix.Part(.createMembers, size: 50),
      ])
    #expect(mix.writes && mix.leastMembers == 50)
    #expect("\(mix)" == "check-access=90,get-members:50=9,create-members:50=1")
    #expect(try LoadMix("\(mix)") == mix)
  }

  @Test(arguments: [
    ("", "\"\" is no operation; there are check-access, "), ("read", "\"read\" is no operation; there are "),
    ("check-access,", "\"\" is no operation"),
    ("check-access:2", "check-access has no size; leave \":2\" out"),
    ("get-members:0", "the size of get-members is \"0\"; give a number from 1 to 1000"),
    ("get-members:x=2", "the size of get-members is \"x\"; give a number from 1 to 1000"),
    ("batch-check-access:10001", "the size of batch-check-access is \"10001\"; give a number from 1 to 10000"),
    ("check-access=0", "the weight of check-access is \"0\"; give a number from 1 to 1000000"),
    ("check-access=", "the weight of check-access is \"\"; give a number from 1 to 1000000"),
    ("check-access,check-access=2", "it names check-access twice"),
    ("create-members:2,delete-members:3", "create-members and delete-members write the same accounts"),
  ]) func whatIsWrongIsNamed(text: String, problem: String) {
    let error = #expect(throws: LoadError.self) { try LoadMix(text) }
    #expect(error?.description.hasPrefix(problem) == true)
  }

  @Test func noMoreThanATableHasRoomFor() {
    let text = (1...17).map { "get-members:\($0)" }.joined(separator: ",")
    #expect(throws: LoadError.plan("it names 17 operations; name at most 16")) { try LoadMix(text) }
  }
}
