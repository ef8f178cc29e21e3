package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.availability.AvailabilityRequest;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policykey.Opening.Result;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;

/** Opens a policy key by the availability key, once the decision table has said so. */
final class AvailabilityOpening {
  private final Flights<Flight, Boolean> flights = new Flights<>();
  private final AvailabilityKeys keys;
  private final VerdictBoard board;
  private final Shelf shelf;
  private final Clocks clocks;

  private record Flight(GenerationId generation, Purpose purpose) {}

  AvailabilityOpening(AvailabilityKeys keys, VerdictBoard board, Shelf shelf, Clocks clocks) {
    this.keys = keys;
    this.board = board;
    this.shelf = shelf;
    this.clocks = clocks;
  }

  /** Done once the key is in the cache; one flight for all who want it for the same purpose. */
  Uni<Boolean> open(
      PolicyRecord record, Wanted wanted, Result.Failed failed, Decision.ByAvailabilityKey by) {
    return flights.join(
        new Flight(record.ref().generation(), wanted.purpose()),
        () -> fetch(record, wanted, failed, by));
  }

  private Uni<Boolean> fetch(
      PolicyRecord record, Wanted wanted, Result.Failed failed, Decision.ByAvailabilityKey by) {
    long epoch = shelf.epoch(record);
    Moment began = clocks.now();
    var request =
        new AvailabilityRequest(
            record,
            wanted.purpose(),
            failed.answers(),
            failed.verdict(),
            wanted.order(),
            board.standing(record.ref().policy()).settings().map(PolicySettings::statement),
            wanted.caller());
    return keys.unwrap(request)
        .invoke(opened -> {
          try (PolicyKey key = opened) {
            key.verify(record.ref().generation(), record.checkValue());
            shelf.put(record, key, by.authority(), began, epoch, failed.verdict());
          } catch (CryptoRefusedException wrong) {
            throw RefusedException.of(
                Reason.KEY_MATERIAL_FAULT, "the availability copy opens to another key");
          }
        })
        .replaceWith(true);
  }
}
