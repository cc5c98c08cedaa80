/// The rules of the specification that a game can meet, by the names they have there.
enum Rule: String, CaseIterable {
  // Rejections of one account (spec 3.4).
  case p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14
  // Transitions (spec 3.3); those that change nothing are rejections already.
  case t1, t3FromCreated, t3FromRemoved, t3FromResigned, t3ReplacesInvitation, t6, t7, t8, t9, t10
  case t12, t13, t15, t16, t17, t18, t19, t20, t21, t24, t25
  // Rejections of a whole request (spec 3.4, 3.5, 4.3, 4.10).
  case d1, shape, badToken, tooManyTags
  case alreadySubscribed, memberCannotDisable, administratorCannotDisable
  case acceptUnknown, acceptWrongID, acceptElsewhere, acceptAsAdministrator, acceptOfMember
  case leaveNobody, disassociateUnknown, quotaOnly, foreignHub, foreignTags, badARN
  // Questions about access (spec 3.3, invariant 8), and organizations (D16).
  case sameAccount, administratorSees, notAssociated, ownerNotEnabled, invalidAccount, noRecipient, twoRecipients
  case noOrganization, noOrganizationAdministrator
  // What only clocks and pages meet.
  case clockWentBack, nextPage, lastPageByToken, bothDirections
}
