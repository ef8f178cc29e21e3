package io.customerkey.unwrap.api;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.key.GeneratedKeys;
import io.customerkey.crypto.key.KeyBatch;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.PackedObjects;
import io.customerkey.crypto.key.RewrappedKeys;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.protocol.unwrap.v1.AttachRequest;
import io.customerkey.protocol.unwrap.v1.AttachResponse;
import io.customerkey.protocol.unwrap.v1.GenerateKeysRequest;
import io.customerkey.protocol.unwrap.v1.GenerateKeysResponse;
import io.customerkey.protocol.unwrap.v1.KeyUnwrapService;
import io.customerkey.protocol.unwrap.v1.PingRequest;
import io.customerkey.protocol.unwrap.v1.PingResponse;
import io.customerkey.protocol.unwrap.v1.RewrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.RewrapKeysResponse;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysRequest;
import io.customerkey.protocol.unwrap.v1.UnwrapKeysResponse;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.statement.Statements;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.RewrapOrder;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.policykey.Grant;
import io.customerkey.unwrap.policykey.Rewrapping;
import io.customerkey.unwrap.policykey.Wanted;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.record.StatementReader;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What the encryptors ask. With the policy key cached a call does no I/O of its own. */
@GrpcService
public class KeyUnwrapApi implements KeyUnwrapService {
  private final Refusals refusals;
  private final RecordBook records;
  private final StatementReader statements;
  private final Answering answering;
  private final Load load;
  private final Rewrapping rewrapping;
  private final VerdictBoard board;
  private final AttachSessions sessions;
  private final RandomGenerator random;

  KeyUnwrapApi(
      Refusals refusals,
      RecordBook records,
      StatementReader statements,
      Answering answering,
      Load load,
      Rewrapping rewrapping,
      VerdictBoard board,
      AttachSessions sessions,
      RandomGenerator random) {
    this.refusals = refusals;
    this.records = records;
    this.statements = statements;
    this.answering = answering;
    this.load = load;
    this.rewrapping = rewrapping;
    this.board = board;
    this.sessions = sessions;
    this.random = random;
  }

  @Override
  public Uni<GenerateKeysResponse> generateKeys(GenerateKeysRequest request) {
    Caller caller = Caller.current();
    Expiry expiry = Expiry.current();
    return refusals.guardNow(() -> {
      var asked =
          new Answering.Asked(
              Arguments.kind(request.getKind()),
              Arguments.ref(
                  request.getTenantId(), request.getPolicyId(), request.getGenerationId()),
              Arguments.sequence(request.getRecordSequence()),
              Arguments.statement(request.hasRecord(), request.getRecord()),
              request.getEntries().size(),
              expiry);
      PackedObjects objects = Arguments.objects(request.getEntries());
      Wanted wanted = asked.admit(caller, Arguments.purpose(request.getPurpose()));
      return answering.answer(
          asked,
          wanted,
          record -> {
            asked.requireFits(record);
            Rewrapping.requireTakesNew(
                board.standing(asked.ref().policy()), asked.ref().generation());
            return grant -> generate(grant, asked.kind(), objects, record, asked.callers());
          });
    });
  }

  private GenerateKeysResponse generate(
      Grant grant, KeyKind kind, PackedObjects objects, PolicyRecord record, Sequence callers) {
    try (GeneratedKeys made = grant.key().wrapper().generateAll(kind, objects, random)) {
      var response =
          GenerateKeysResponse.newBuilder()
              .setKeys(ByteString.copyFrom(made.plain().packed()))
              .setWrappedKeys(ByteString.copyFrom(made.wrapped().wrappedKeys()))
              .setTerms(Answers.terms(grant.terms()));
      if (record.sequence().isAfter(callers)) {
        response.setNewerRecord(Statements.toProto(record.statement()));
      }
      return response.build();
    }
  }

  @Override
  public Uni<UnwrapKeysResponse> unwrapKeys(UnwrapKeysRequest request) {
    Caller caller = Caller.current();
    Expiry expiry = Expiry.current();
    return refusals.guardNow(() -> {
      var asked =
          new Answering.Asked(
              Arguments.kind(request.getKind()),
              Arguments.ref(
                  request.getTenantId(), request.getPolicyId(), request.getGenerationId()),
              Arguments.sequence(request.getRecordSequence()),
              Arguments.statement(request.hasRecord(), request.getRecord()),
              request.getEntries().size(),
              expiry);
      PackedKeys batch = Arguments.wrapped(request.getEntries());
      Wanted wanted = asked.admit(caller, Arguments.purpose(request.getPurpose()));
      return answering.answer(
          asked,
          wanted,
          record -> {
            asked.requireFits(record);
            return grant -> unwrap(grant, asked.kind(), batch, record, asked.callers());
          });
    });
  }

  private static UnwrapKeysResponse unwrap(
      Grant grant, KeyKind kind, PackedKeys batch, PolicyRecord record, Sequence callers) {
    try (KeyBatch opened = grant.key().wrapper().unwrapAll(kind, batch)) {
      var response =
          UnwrapKeysResponse.newBuilder()
              .setKeys(ByteString.copyFrom(opened.packed()))
              .addAllFailures(Answers.failures(opened.failures()))
              .setTerms(Answers.terms(grant.terms()));
      if (record.sequence().isAfter(callers)) {
        response.setNewerRecord(Statements.toProto(record.statement()));
      }
      return response.build();
    }
  }

  @Override
  public Uni<RewrapKeysResponse> rewrapKeys(RewrapKeysRequest request) {
    Caller caller = Caller.current();
    Expiry expiry = Expiry.current();
    return refusals.guard(() -> {
      SignedStatement statement =
          Arguments.statement(request.hasOrder(), request.getOrder())
              .orElseThrow(
                  () -> RefusedException.of(Reason.ORDER_INVALID, "a rewrap needs an order"));
      RewrapOrder order = statements.order(statement);
      Admission.requireOwnKind(caller, order.kind());
      PackedKeys batch = Arguments.wrapped(request.getEntries());
      var wanted = new Wanted(Purpose.REENCRYPTION, caller, Optional.of(statement));
      return load.admit(
          order.source(),
          request.getEntries().size(),
          () ->
              source(order, request)
                  .chain(source ->
                      target(order, request)
                          .invoke(expiry::check)
                          .chain(target -> rewrap(order, source, target, batch, wanted, expiry))));
    });
  }

  private Uni<PolicyRecord> source(RewrapOrder order, RewrapKeysRequest request) {
    return records
        .require(
            order.source(),
            Sequence.NONE,
            Arguments.statement(request.hasSourceRecord(), request.getSourceRecord()))
        .onFailure(RefusedException.class)
        .transform(failure -> of(failure, "source_record"));
  }

  private Uni<PolicyRecord> target(RewrapOrder order, RewrapKeysRequest request) {
    return records
        .require(
            order.target(),
            Sequence.NONE,
            Arguments.statement(request.hasTargetRecord(), request.getTargetRecord()))
        .onFailure(RefusedException.class)
        .transform(failure -> of(failure, "target_record"));
  }

  private Uni<RewrapKeysResponse> rewrap(
      RewrapOrder order,
      PolicyRecord source,
      PolicyRecord target,
      PackedKeys batch,
      Wanted wanted,
      Expiry expiry) {
    Admission.requireKind(source, order.kind());
    Admission.requireKind(target, order.kind());
    return rewrapping
        .rewrap(order, source, target, batch, wanted, expiry::check)
        .map(KeyUnwrapApi::rewrapped);
  }

  private static RewrapKeysResponse rewrapped(RewrappedKeys moved) {
    return RewrapKeysResponse.newBuilder()
        .setWrappedKeys(ByteString.copyFrom(moved.keys().wrappedKeys()))
        .addAllFailures(Answers.failures(moved.failures()))
        .build();
  }

  private static Throwable of(Throwable failure, String field) {
    return failure instanceof RefusedException refused ? refused.with("field", field) : failure;
  }

  @Override
  public Multi<AttachResponse> attach(Multi<AttachRequest> requests) {
    return sessions.open(Caller.current(), requests);
  }

  @Override
  public Uni<PingResponse> ping(PingRequest request) {
    return Uni.createFrom().item(PingResponse.getDefaultInstance());
  }
}
