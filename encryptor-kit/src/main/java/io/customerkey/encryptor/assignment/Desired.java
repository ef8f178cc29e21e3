package io.customerkey.encryptor.assignment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Current assignments with the newest record of every generation they name.
 *
 * @param assignments one for each object that has one
 * @param records verified
 */
public record Desired(List<Assignment> assignments, Map<Generation, PolicyRecord> records) {
  /** Copies both. */
  public Desired {
    assignments = List.copyOf(assignments);
    records = Map.copyOf(records);
  }

  /**
   * @return the record of a generation, if it was sent
   */
  public Optional<PolicyRecord> record(Generation generation) {
    return Optional.ofNullable(records.get(generation));
  }
}
