package io.customerkey.encryptor.objectkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.assignment.RewrapOrder;
import io.customerkey.encryptor.assignment.Sequence;
import io.customerkey.encryptor.lease.LeasedKeys;
import io.customerkey.encryptor.lease.Moment;
import io.customerkey.encryptor.lease.Terms;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectKeysTest {
  private static final Id128 ANY = new Id128(1, 2);
  private static final KeyVersionId VERSION = new KeyVersionId(ANY);
  private static final Generation GENERATION =
      new Generation(new PolicyId(ANY), new GenerationId(ANY));
  private static final StoredKey STORED =
      new StoredKey(VERSION, GENERATION, WrappedKey.of(new byte[60]), new Sequence(1, 1));
  private static final KeyedObject MAILBOX =
      new KeyedObject(new ObjectId(ANY), new TenantId(ANY), VERSION, List.of(STORED));
  private static final ObjectKind<MailboxKey> KIND =
      new ObjectKind<>(
          KeyKind.MAILBOX,
          Workload.EXCHANGE,
          "mailbox",
          (key, tenant, mailbox, version) -> MailboxKey.takeOwnershipOf(key, version));
  private static final Access READ =
      new Access(
          new Caller("workload", Optional.empty(), "r"),
          new TenantId(ANY),
          new ObjectId(ANY),
          Purpose.PURPOSE_USER_READ);

  private final LateKeyUnwrap keyUnwrap = new LateKeyUnwrap();
  private final OneMailbox store = new OneMailbox();
  private final LeasedKeys<MailboxKey> leased =
      new LeasedKeys<>(() -> new Moment(Instant.EPOCH, 0), 10);
  private final ObjectKeys<MailboxKey> keys =
      new ObjectKeys<>(KIND, store, keyUnwrap, leased, () -> new Moment(Instant.EPOCH, 0));

  /** Answers when the test says so. */
  private static final class LateKeyUnwrap implements KeyUnwrap<MailboxKey> {
    private final List<KeyRequest> asked = new ArrayList<>();
    private final List<UniEmitter<? super OpenedKey<MailboxKey>>> waiting = new ArrayList<>();

    @Override
    public Uni<OpenedKey<MailboxKey>> unwrap(KeyRequest request, WrappedKey wrapped) {
      return Uni.createFrom()
          .emitter(emitter -> {
            asked.add(request);
            waiting.add(emitter);
          });
    }

    void open(int request, long epoch, Optional<PolicyRecord> newer) {
      waiting
          .get(request)
          .complete(
              new OpenedKey<>(
                  MailboxKey.takeOwnershipOf(SecretBytes.takeOwnershipOf(new byte[32]), VERSION),
                  STORED.wrapped(),
                  new Terms(
                      Authority.AUTHORITY_CUSTOMER,
                      Set.of(Purpose.PURPOSE_USER_READ),
                      Duration.ofMinutes(1),
                      epoch),
                  newer));
    }

    void refuse(int request, FailureReason reason) {
      waiting.get(request).fail(CustomerKeyException.of(reason, "no"));
    }

    @Override
    public Uni<OpenedKey<MailboxKey>> generate(KeyRequest request) {
      throw new AssertionError("no key is made here");
    }

    @Override
    public Uni<Rewrapped> rewrap(RewrapOrder order, PackedKeys packed, PolicyRecord source) {
      throw new AssertionError("no key is moved here");
    }
  }

  /** Holds one mailbox and one record. */
  private static final class OneMailbox implements ObjectStore {
    private PolicyRecord record = policyRecord(1);

    @Override
    public Uni<Optional<KeyedObject>> find(ObjectId mailbox) {
      return Uni.createFrom().item(Optional.of(MAILBOX));
    }

    @Override
    public Uni<Boolean> create(Assignment assignment, StoredKey key, PolicyRecord made) {
      throw new AssertionError("no mailbox is made here");
    }

    @Override
    public Uni<PolicyRecord> record(Generation generation) {
      return Uni.createFrom().item(record);
    }

    @Override
    public Uni<Void> keepNewer(PolicyRecord newer) {
      record = newer;
      return Uni.createFrom().voidItem();
    }
  }

  private static PolicyRecord policyRecord(long counter) {
    return new PolicyRecord(
        new TenantId(ANY),
        GENERATION,
        new PolicyVersionId(ANY),
        new Sequence(1, counter),
        Bytes.empty());
  }

  private UniAssertSubscriber<KeyVersionId> read() {
    return keys.use(MAILBOX, VERSION, READ, MailboxKey::version)
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  @Test
  void sharesOneRequestAmongThoseWhoWaitForTheSameKey() {
    UniAssertSubscriber<KeyVersionId> one = read();
    UniAssertSubscriber<KeyVersionId> other = read();

    keyUnwrap.open(0, 1, Optional.empty());

    one.assertItem(VERSION);
    other.assertItem(VERSION);
    assertThat(keyUnwrap.asked).hasSize(1);
  }

  @Test
  void throwsAwayAnAnswerThatADropHasOvertakenAndAsksAgain() {
    UniAssertSubscriber<KeyVersionId> reader = read();
    leased.drop(GENERATION.policy(), 2);

    keyUnwrap.open(0, 1, Optional.empty());
    reader.assertNotTerminated();
    keyUnwrap.open(1, 2, Optional.empty());

    reader.assertItem(VERSION);
  }

  @Test
  void givesUpWhenEveryAnswerIsOvertaken() {
    UniAssertSubscriber<KeyVersionId> reader = read();
    leased.drop(GENERATION.policy(), 2);

    keyUnwrap.open(0, 1, Optional.empty());
    keyUnwrap.open(1, 1, Optional.empty());
    keyUnwrap.open(2, 1, Optional.empty());

    assertThat(reason(reader)).isEqualTo(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE);
  }

  @Test
  void sendsTheStoredRecordWhenItIsNeeded() {
    UniAssertSubscriber<KeyVersionId> reader = read();

    keyUnwrap.refuse(0, FailureReason.FAILURE_REASON_RECORD_NEEDED);
    assertThat(keyUnwrap.asked.get(1).record()).contains(policyRecord(1));
    keyUnwrap.open(1, 1, Optional.empty());

    reader.assertItem(VERSION);
  }

  @Test
  void keepsANewerRecordThatComesBack() {
    UniAssertSubscriber<KeyVersionId> reader = read();

    keyUnwrap.open(0, 1, Optional.of(policyRecord(2)));

    reader.assertItem(VERSION);
    assertThat(store.record).isEqualTo(policyRecord(2));
  }

  @Test
  void passesARefusalOnAndAsksAnewTheNextTime() {
    UniAssertSubscriber<KeyVersionId> refused = read();
    keyUnwrap.refuse(0, FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);
    assertThat(reason(refused)).isEqualTo(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);

    UniAssertSubscriber<KeyVersionId> again = read();
    keyUnwrap.open(1, 1, Optional.empty());

    again.assertItem(VERSION);
  }

  private static FailureReason reason(UniAssertSubscriber<?> subscriber) {
    return ((CustomerKeyException) subscriber.assertFailed().getFailure()).reason();
  }
}
