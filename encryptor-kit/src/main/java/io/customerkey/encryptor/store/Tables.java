package io.customerkey.encryptor.store;

import io.customerkey.encryptor.objectkey.ObjectKind;

/**
 * Names of the tables of one kind of object. Both encryptors have the same columns:
 *
 * <pre>
 * policy_generation (policy, generation, tenant, state, policy_version, record_incarnation, record_counter, record)
 * {object} ({object}, tenant, assignment_version, current_key, …)
 * {object}_key_version (key_version, {object}, tenant, policy, generation, wrapped_key, row_version)
 * </pre>
 */
final class Tables {
  private final String noun;

  Tables(ObjectKind<?> kind) {
    this.noun = kind.noun();
  }

  /**
   * @param template with the noun as {@code {object}}
   * @return the statement
   */
  String sql(String template) {
    return template.replace("{object}", noun);
  }
}
