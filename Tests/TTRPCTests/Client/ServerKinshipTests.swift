import Testing

@testable import TTRPC

/// Who the server is, and what may be sent to it.
struct ServerKinshipTests {
  private enum Event: CaseIterable {
    case credited, asked, answeredWhileOpen, answeredAfterTheEnd, askedWithoutID
  }

  @Test("only a credit frame shows that a server is ours, only an answer without one that it is not")
  func follows() {
    everySequence(of: Event.allCases, length: 4) { events in
      var kinship = ServerKinship()
      var known: Bool?
      var isAsked = false
      for event in events {
        switch event {
        case .credited: known = true
        case .asked:
          kinship.asked(on: 3, about: 1)
          if known == nil { isAsked = true }
        case .askedWithoutID:
          kinship.asked(on: nil, about: 1)
          if known == nil, !isAsked { known = false }
        case .answeredWhileOpen:
          #expect(kinship.isAnswer(3) == (isAsked && known == nil))
          kinship.answered { $0 == 1 }
          if isAsked, known == nil { (known, isAsked) = (false, false) }
        case .answeredAfterTheEnd:
          kinship.answered { $0 != 1 }
          if known == nil { isAsked = false }
        }
        if case .credited = event { kinship.credited() }
        #expect(kinship.isOurs == (known == true) && kinship.isOther == (known == false))
        #expect(kinship.mayAsk == (known == nil && !isAsked))
        #expect(!kinship.isAnswer(5))
      }
    }
  }

  @Test("a message of any length may be sent when nothing is unread, and else what the server keeps")
  func accounts() {
    var account = SendAccount()
    #expect(account.room(beside: 0) == .max)
    account.sent(1 << 20)
    #expect(account.room(beside: 0) == -1)
    account.limit = 2 << 20
    account.limit = 3 << 19
    // Two thirds are taken: the rest is for the first 4 KiB of each.
    #expect(account.room(beside: 0) == 4096 - Limits.streamMessageCost)
    #expect(account.room(beside: 4095) == -1)
    #expect(account.room(beside: 4096) == -1)
    account.limit = 12 << 20
    // An eighth of two thirds is for who has next to nothing unread.
    #expect(account.room(beside: 4095) == (7 << 20) - Limits.streamMessageCost)
    #expect(account.room(beside: 4096) == (6 << 20) - Limits.streamMessageCost)
    account.returned(1 << 20)
    #expect(account.room(beside: 4096) == .max)
  }
}
