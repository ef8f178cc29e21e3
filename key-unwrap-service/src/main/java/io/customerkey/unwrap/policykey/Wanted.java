package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.identity.VerifiedToken;
import io.customerkey.unwrap.policy.Purpose;
import java.util.Optional;

/**
 * What a policy key is wanted for.
 *
 * @param purpose that was checked against token or order
 * @param caller whose token is sent on
 * @param order where the purpose needs one
 */
public record Wanted(Purpose purpose, Caller caller, Optional<SignedStatement> order) {
  String subject() {
    return caller.token().map(VerifiedToken::subject).orElse("");
  }
}
