package io.customerkey.unwrap.record;

import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.RewrapOrder;

/**
 * Believes statements by this service's own trust anchors, or refuses them: RECORD_NOT_TRUSTED for
 * records and settings, ORDER_INVALID for orders, also where what was signed makes no sense.
 */
public interface StatementReader {
  /**
   * @param statement a policy record
   * @return what it says
   */
  PolicyRecord record(SignedStatement statement);

  /**
   * @param statement policy settings
   * @return what they say
   */
  PolicySettings settings(SignedStatement statement);

  /**
   * @param statement an order to rewrap, valid now
   * @return what it says
   */
  RewrapOrder order(SignedStatement statement);
}
