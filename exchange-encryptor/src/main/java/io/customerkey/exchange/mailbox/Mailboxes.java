package io.customerkey.exchange.mailbox;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.exchange.assignment.Assignment;
import io.customerkey.exchange.assignment.Assignments;
import io.customerkey.exchange.assignment.Desired;
import io.customerkey.exchange.assignment.PolicyRecord;
import io.customerkey.exchange.lease.Moment;
import io.customerkey.exchange.lease.Moments;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Finds mailboxes, and makes the first key of one that dep-service knows but nobody has written to.
 * A mailbox of another tenant is as little there as one that nobody knows.
 */
public final class Mailboxes {
  private final MailboxStore store;
  private final Assignments assignments;
  private final KeyUnwrap keyUnwrap;
  private final MailboxKeys keys;
  private final Moments moments;
  private final RandomGenerator random;

  /** All of its parts. */
  public Mailboxes(
      MailboxStore store,
      Assignments assignments,
      KeyUnwrap keyUnwrap,
      MailboxKeys keys,
      Moments moments,
      RandomGenerator random) {
    this.store = store;
    this.assignments = assignments;
    this.keyUnwrap = keyUnwrap;
    this.keys = keys;
    this.moments = moments;
    this.random = random;
  }

  /**
   * @return the mailbox, with its first key made now if it had none; fails with NOT_FOUND if it has
   *     no assignment or is another tenant's
   */
  public Uni<Mailbox> forWriting(Access access) {
    return stored(access)
        .chain(found ->
            found
                .map(mailbox -> Uni.createFrom().item(mailbox))
                .orElseGet(() -> assigned(access).chain(desired -> create(access, desired))));
  }

  /**
   * @return the mailbox; empty if it has no key yet, and so no content; fails with NOT_FOUND if it
   *     has no assignment or is another tenant's
   */
  public Uni<Optional<Mailbox>> forReading(Access access) {
    return stored(access)
        .chain(found ->
            found.isPresent()
                ? Uni.createFrom().item(found)
                : assigned(access).replaceWith(Optional.empty()));
  }

  private Uni<Optional<Mailbox>> stored(Access access) {
    return store
        .find(access.mailbox())
        .invoke(found ->
            found
                .filter(mailbox -> !mailbox.tenant().equals(access.tenant()))
                .ifPresent(foreign -> {
                  throw notFound(access.mailbox());
                }));
  }

  private Uni<Desired> assigned(Access access) {
    return assignments
        .fetch(List.of(access.mailbox()))
        .invoke(desired -> {
          if (desired.assignments().size() != 1
              || !desired.assignments().getFirst().mailbox().equals(access.mailbox())
              || !desired.assignments().getFirst().tenant().equals(access.tenant())) {
            throw notFound(access.mailbox());
          }
        });
  }

  private Uni<Mailbox> create(Access access, Desired desired) {
    Assignment assignment = desired.assignments().getFirst();
    PolicyRecord record =
        desired
            .record(assignment.target())
            .filter(r -> r.tenant().equals(access.tenant()))
            .orElseThrow(() ->
                CustomerKeyException.of(
                    FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED,
                    "the assignment came without its policy's record"));
    KeyVersionId version = KeyVersionId.random(random);
    KeyRequest request =
        new KeyRequest(access, version, assignment.target(), record.sequence(), Optional.empty());
    Moment sent = moments.now();
    return keyUnwrap
        .generate(request)
        .onFailure(MailboxKeys::recordNeeded)
        .recoverWithUni(() -> keyUnwrap.generate(request.with(record)))
        .chain(made -> store(assignment, version, made, record, sent))
        .chain(() -> stored(access))
        .map(found -> found.orElseThrow(() -> notFound(access.mailbox())));
  }

  /** Of several instances one wins; the keys of the others have wrapped nothing and are erased. */
  private Uni<Void> store(
      Assignment assignment,
      KeyVersionId version,
      OpenedKey made,
      PolicyRecord record,
      Moment sent) {
    PolicyRecord newest = made.newer().orElse(record);
    StoredKey key = new StoredKey(version, assignment.target(), made.wrapped(), newest.sequence());
    return store
        .create(assignment, key, newest)
        .invoke(created -> {
          if (created) {
            keys.keep(key.name(), made, sent);
          } else {
            made.key().close();
          }
        })
        .onFailure()
        .invoke(() -> made.key().close())
        .replaceWithVoid();
  }

  private static CustomerKeyException notFound(MailboxId mailbox) {
    return CustomerKeyException.of(
            FailureReason.FAILURE_REASON_NOT_FOUND,
            "no such mailbox, or no policy is assigned to it")
        .with("mailbox", mailbox.toString());
  }
}
