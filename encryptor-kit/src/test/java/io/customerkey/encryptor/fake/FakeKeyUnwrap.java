package io.customerkey.encryptor.fake;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.key.GeneratedKeys;
import io.customerkey.crypto.key.KeyBatch;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.PackedObjects;
import io.customerkey.crypto.key.RewrappedKeys;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.EntryFailure;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.common.v1.Sequence;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.common.v1.Terms;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import io.customerkey.protocol.unwrap.v1.AttachRequest;
import io.customerkey.protocol.unwrap.v1.AttachResponse;
import io.customerkey.protocol.unwrap.v1.AttachWelcome;
import io.customerkey.protocol.unwrap.v1.DropNotice;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapServiceGrpc;
import io.customerkey.protocol.unwrap.v1.RewrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.RewrapKeysResponse;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * key-unwrap-service with policy keys in memory: it wraps, opens and moves keys for real, wants the
 * record of a generation it has not seen, refuses when told to, and answers the terms it is told.
 */
@GrpcService
public class FakeKeyUnwrap extends KeyUnwrapServiceGrpc.KeyUnwrapServiceImplBase {
  private final Policies policies;
  private final Set<GenerationId> known = ConcurrentHashMap.newKeySet();
  private final List<StreamObserver<AttachResponse>> attached = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Long> acknowledged = new LinkedBlockingQueue<>();
  private final AtomicInteger unwraps = new AtomicInteger();
  private final AtomicInteger greetings = new AtomicInteger();
  private volatile Supplier<CustomerKeyException> refusal;
  private final List<Runnable> held = new CopyOnWriteArrayList<>();
  private volatile boolean holding;
  private volatile int leaseMillis;
  private volatile long epoch;
  private volatile Authority authority;
  private volatile List<Purpose> purposes;

  FakeKeyUnwrap(Policies policies) {
    this.policies = policies;
    reset();
  }

  /** Opens everything for everybody for five minutes. */
  public final void reset() {
    holding = false;
    held.clear();
    refusal = null;
    leaseMillis = 300_000;
    epoch = 1;
    authority = Authority.AUTHORITY_CUSTOMER;
    purposes =
        List.of(
            Purpose.PURPOSE_USER_READ, Purpose.PURPOSE_USER_WRITE, Purpose.PURPOSE_MAIL_DELIVERY);
  }

  public void refuse(FailureReason reason) {
    refusal = () -> CustomerKeyException.of(reason, "the fake refuses");
  }

  public void answer(Authority by, int lease, Purpose... allowed) {
    authority = by;
    leaseMillis = lease;
    purposes = List.of(allowed);
  }

  public int unwraps() {
    return unwraps.get();
  }

  /** How many instances are attached now. */
  public int attached() {
    attached.removeIf(call -> ((ServerCallStreamObserver<?>) call).isCancelled());
    return attached.size();
  }

  /** How often an instance has attached. */
  public int greetings() {
    return greetings.get();
  }

  /** Raises the epoch and tells every instance to drop. */
  public void drop(PolicyId policy, long raised) {
    epoch = raised;
    DropNotice notice =
        DropNotice.newBuilder()
            .setNoticeId(ByteString.copyFrom(Ids.random(16)))
            .setPolicyId(Ids.bytes(policy))
            .setEpoch(raised)
            .setCause("drop_caches")
            .build();
    attached.forEach(a -> a.onNext(AttachResponse.newBuilder().setDrop(notice).build()));
  }

  /** Epochs in the order in which instances acknowledged them. */
  public BlockingQueue<Long> acknowledged() {
    return acknowledged;
  }

  @Override
  public void generateKeys(GenerateKeysRequest q, StreamObserver<GenerateKeysResponse> call) {
    answer(
        call,
        () -> {
          Policies.Policy policy = open(q.getGenerationId(), q.hasRecord(), q.getRecord());
          PackedObjects objects = PackedObjects.takeOwnershipOf(q.getEntries().toByteArray());
          try (GeneratedKeys made =
              policy.wrapper().generateAll(KeyKind.of(q.getKindValue()), objects, Ids.RANDOM)) {
            return GenerateKeysResponse.newBuilder()
                .setKeys(ByteString.copyFrom(made.plain().packed()))
                .setWrappedKeys(ByteString.copyFrom(made.wrapped().wrappedKeys()))
                .setTerms(terms())
                .build();
          }
        });
  }

  @Override
  public void unwrapKeys(UnwrapKeysRequest q, StreamObserver<UnwrapKeysResponse> call) {
    unwraps.incrementAndGet();
    answer(
        call,
        () -> {
          Policies.Policy policy = open(q.getGenerationId(), q.hasRecord(), q.getRecord());
          PackedKeys wrapped = PackedKeys.takeOwnershipOf(q.getEntries().toByteArray());
          try (KeyBatch keys = policy.wrapper().unwrapAll(KeyKind.of(q.getKindValue()), wrapped)) {
            UnwrapKeysResponse.Builder response =
                UnwrapKeysResponse.newBuilder()
                    .setKeys(ByteString.copyFrom(keys.packed()))
                    .addAllFailures(failures(keys.failures()))
                    .setTerms(terms());
            if (counter(policy.record()) > q.getRecordSequence().getCounter()) {
              response.setNewerRecord(policy.record());
            }
            return response.build();
          }
        });
  }

  /** Holds the next rewrap until {@link #release}. */
  public void hold() {
    holding = true;
  }

  public boolean holds() {
    return !held.isEmpty();
  }

  /** Answers what was held. */
  public void release() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
  }

  @Override
  public void rewrapKeys(RewrapKeysRequest q, StreamObserver<RewrapKeysResponse> call) {
    if (holding) {
      holding = false;
      held.add(() -> rewrap(q, call));
    } else {
      rewrap(q, call);
    }
  }

  private void rewrap(RewrapKeysRequest q, StreamObserver<RewrapKeysResponse> call) {
    answer(
        call,
        () -> {
          RewrapOrder order = RewrapOrder.parseFrom(q.getOrder().getPayload());
          Policies.Policy source =
              open(order.getSourceGenerationId(), q.hasSourceRecord(), q.getSourceRecord());
          Policies.Policy target =
              open(order.getTargetGenerationId(), q.hasTargetRecord(), q.getTargetRecord());
          RewrappedKeys moved =
              source
                  .wrapper()
                  .rewrapAll(
                      KeyKind.of(order.getKeyKindValue()),
                      PackedKeys.takeOwnershipOf(q.getEntries().toByteArray()),
                      target.wrapper(),
                      Ids.RANDOM);
          return RewrapKeysResponse.newBuilder()
              .setWrappedKeys(ByteString.copyFrom(moved.keys().wrappedKeys()))
              .addAllFailures(failures(moved.failures()))
              .build();
        });
  }

  @Override
  public StreamObserver<AttachRequest> attach(StreamObserver<AttachResponse> call) {
    return new StreamObserver<>() {
      @Override
      public void onNext(AttachRequest request) {
        switch (request.getMessageCase()) {
          case HELLO -> {
            attached.add(call);
            greetings.incrementAndGet();
            AttachWelcome welcome =
                AttachWelcome.newBuilder()
                    .setInstanceId(ByteString.copyFrom(Ids.random(16)))
                    .build();
            call.onNext(AttachResponse.newBuilder().setWelcome(welcome).build());
          }
          case ACK -> acknowledged.add(request.getAck().getEpoch());
          case MESSAGE_NOT_SET -> throw new IllegalStateException("empty message");
        }
      }

      @Override
      public void onError(Throwable thrown) {
        attached.remove(call);
      }

      @Override
      public void onCompleted() {
        attached.remove(call);
        call.onCompleted();
      }
    };
  }

  /** Ends every attached stream, as a restart would. */
  public void detach() {
    List<StreamObserver<AttachResponse>> ended = new ArrayList<>(attached);
    attached.clear();
    ended.forEach(StreamObserver::onCompleted);
  }

  private Policies.Policy open(ByteString generation, boolean sent, SignedStatement record) {
    Supplier<CustomerKeyException> refused = refusal;
    if (refused != null) {
      throw refused.get();
    }
    GenerationId id = GenerationId.of(generation.toByteArray());
    if (sent && record.getPayload().equals(policies.of(id).record().getPayload())) {
      known.add(id);
    }
    if (!known.contains(id)) {
      throw CustomerKeyException.of(FailureReason.FAILURE_REASON_RECORD_NEEDED, "not seen yet");
    }
    return policies.of(id);
  }

  private Terms terms() {
    return Terms.newBuilder()
        .setAuthority(authority)
        .addAllPurposes(purposes)
        .setLeaseMillis(leaseMillis)
        .setEpoch(epoch)
        .build();
  }

  private static List<EntryFailure> failures(int[] indexes) {
    List<EntryFailure> failures = new ArrayList<>();
    for (int index : indexes) {
      failures.add(
          EntryFailure.newBuilder()
              .setIndex(index)
              .setReason(FailureReason.FAILURE_REASON_WRAPPED_KEY_REJECTED)
              .build());
    }
    return failures;
  }

  private static long counter(SignedStatement record) throws Exception {
    Sequence sequence = PolicyRecord.parseFrom(record.getPayload()).getSequence();
    return sequence.getCounter();
  }

  /** Makes an answer. */
  interface Act<R> {
    R run() throws Exception;
  }

  static <R> void answer(StreamObserver<R> call, Act<R> act) {
    try {
      call.onNext(act.run());
      call.onCompleted();
    } catch (CustomerKeyException refused) {
      call.onError(GrpcFailures.toStatus(refused));
    } catch (Exception e) {
      call.onError(e);
    }
  }
}
