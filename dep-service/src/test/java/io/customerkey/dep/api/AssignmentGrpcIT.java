package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.Id128;
import io.customerkey.dep.Rest;
import io.customerkey.dep.Topics;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.dep.v1.AssignmentServiceGrpc;
import io.customerkey.protocol.dep.v1.FetchAssignmentsRequest;
import io.customerkey.protocol.dep.v1.FetchAssignmentsResponse;
import io.customerkey.protocol.dep.v1.FetchPolicyRecordRequest;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderRequest;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderResponse;
import io.customerkey.protocol.dep.v1.ListAssignmentsRequest;
import io.customerkey.protocol.event.v1.AssignmentsChanged;
import io.customerkey.protocol.event.v1.PolicyChanged;
import io.customerkey.protocol.event.v1.ReencryptionProgressed;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.protocol.statement.v1.PolicyState;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import io.customerkey.servicekit.statement.StatementVerifier;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The desired state as the encryptors fetch it, and what they report. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class AssignmentGrpcIT {
  private static final KeyKind MAILBOX = KeyKind.KEY_KIND_MAILBOX;

  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject GrpcServer server;
  @Inject StatementVerifier verifier;

  private Rest rest;
  private ManagedChannel channel;
  private AssignmentServiceGrpc.AssignmentServiceBlockingStub encryptor;

  @BeforeEach
  void connect() throws IOException {
    rest = Rest.enrolled(base);
    channel = channel("exchange-encryptor");
    encryptor = AssignmentServiceGrpc.newBlockingStub(channel);
  }

  private ManagedChannel channel(String identity) throws IOException {
    TestStack stack = TestStack.shared();
    return Grpc.newChannelBuilder(
            "localhost:" + server.getPort(),
            TlsChannelCredentials.newBuilder()
                .keyManager(stack.certificate(identity).toFile(), stack.key(identity).toFile())
                .trustManager(stack.trust().toFile())
                .build())
        .build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  private static ByteString bytes(String... ids) {
    return Arrays.stream(ids)
        .map(id -> ByteString.copyFrom(Id128.parse(id).toByteArray()))
        .reduce(ByteString.EMPTY, ByteString::concat);
  }

  private FetchAssignmentsResponse fetch(String... mailboxes) {
    return encryptor.fetchAssignments(
        FetchAssignmentsRequest.newBuilder()
            .setKind(MAILBOX)
            .setObjectIds(bytes(mailboxes))
            .build());
  }

  private static void refused(String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .satisfies(thrown ->
            assertThat(GrpcFailures.fromThrowable(thrown).reasonName()).isEqualTo(reason));
  }

  @Test
  void tellsOfAnAssignmentAndAnswersItWithItsRecord() throws Exception {
    String policy = rest.activePolicy();
    String mailbox = rest.mailbox();
    rest.assign(mailbox, policy).statusCode(200);

    AssignmentsChanged event =
        AssignmentsChanged.parseFrom(
            Topics.await(
                    "customerkey.assignment.v1",
                    record -> Arrays.equals(record.key(), bytes(rest.tenant).toByteArray()))
                .value());
    FetchAssignmentsResponse response = fetch(mailbox, Rest.uuid());

    assertThat(event.getObjects())
        .isEqualTo(bytes(mailbox).concat(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, 1})));
    assertThat(response.getAssignmentsList())
        .singleElement()
        .satisfies(assignment -> {
          assertThat(assignment.getObjectId()).isEqualTo(bytes(mailbox));
          assertThat(assignment.getTenantId()).isEqualTo(bytes(rest.tenant));
          assertThat(assignment.getPolicyId()).isEqualTo(bytes(policy));
          assertThat(assignment.getVersion()).isEqualTo(1);
        });
    assertThat(response.getRecordsList())
        .singleElement()
        .satisfies(record ->
            assertThat(verifier.policyRecord(record).payload().getGenerationId())
                .isEqualTo(response.getAssignments(0).getGenerationId()));
  }

  @Test
  void tellsThatAPolicyIsActiveInASignedStatement() throws Exception {
    String policy = rest.activePolicy();

    PolicyChanged event =
        PolicyChanged.parseFrom(
            Topics.await(
                    "customerkey.policy.v1",
                    record -> Arrays.equals(record.key(), bytes(policy).toByteArray()))
                .value());

    PolicySettings settings = verifier.policySettings(event.getSettings()).payload();
    assertThat(settings.getState()).isEqualTo(PolicyState.POLICY_STATE_ACTIVE);
    assertThat(settings.getProbeIntervalMillis()).isEqualTo(40_000);
  }

  @Test
  void pagesThroughAllAssignments() {
    String policy = rest.activePolicy();
    String mailbox = rest.mailbox();
    rest.assign(mailbox, policy);

    ByteString after = ByteString.EMPTY;
    boolean seen = false;
    int size = 1;
    while (size > 0) {
      var page =
          encryptor.listAssignments(
              ListAssignmentsRequest.newBuilder()
                  .setKind(MAILBOX)
                  .setAfterObjectId(after)
                  .setLimit(2)
                  .build());
      size = page.getAssignmentsCount();
      for (var assignment : page.getAssignmentsList()) {
        seen |= assignment.getObjectId().equals(bytes(mailbox));
        after = assignment.getObjectId();
      }
    }

    assertThat(seen).isTrue();
  }

  @Test
  void refusesMalformedRequests() {
    refused(
        "ARGUMENT_INVALID",
        () -> encryptor.fetchAssignments(FetchAssignmentsRequest.getDefaultInstance()));
    refused(
        "ARGUMENT_INVALID",
        () ->
            encryptor.fetchAssignments(
                FetchAssignmentsRequest.newBuilder()
                    .setKind(MAILBOX)
                    .setObjectIds(ByteString.copyFrom(new byte[17]))
                    .build()));
    refused(
        "LIMIT_EXCEEDED",
        () ->
            encryptor.fetchAssignments(
                FetchAssignmentsRequest.newBuilder()
                    .setKind(MAILBOX)
                    .setObjectIds(ByteString.copyFrom(new byte[16 * 10_001]))
                    .build()));
    refused(
        "LIMIT_EXCEEDED",
        () ->
            encryptor.listAssignments(
                ListAssignmentsRequest.newBuilder().setKind(MAILBOX).build()));
  }

  @Test
  void refusesAnotherCaller() throws IOException {
    ManagedChannel workload = channel("workload");
    try {
      refused(
          "CALLER_NOT_ALLOWED",
          () ->
              AssignmentServiceGrpc.newBlockingStub(workload)
                  .fetchAssignments(FetchAssignmentsRequest.newBuilder().setKind(MAILBOX).build()));
    } finally {
      workload.shutdownNow();
    }
  }

  private ByteString generation(String policy) {
    return bytes(rest.get("/policies/" + policy).extract().jsonPath().getString("generationId"));
  }

  private IssueRewrapOrderResponse order(Rest owner, String source, String target) {
    return encryptor.issueRewrapOrder(
        IssueRewrapOrderRequest.newBuilder()
            .setTenantId(bytes(owner.tenant))
            .setSourcePolicyId(bytes(source))
            .setSourceGenerationId(generation(source))
            .setTargetPolicyId(bytes(target))
            .setTargetGenerationId(generation(target))
            .setKind(MAILBOX)
            .build());
  }

  @Test
  void issuesTheSameOrderToAllWhoAskForWhatAnAssignmentWants() {
    String source = rest.activePolicy();
    String target = rest.activePolicy();
    refused("ORDER_INVALID", () -> order(rest, source, target));
    rest.assign(rest.mailbox(), target);

    IssueRewrapOrderResponse first = order(rest, source, target);
    IssueRewrapOrderResponse second = order(rest, source, target);

    RewrapOrder order = verifier.rewrapOrder(first.getOrder()).payload();
    assertThat(order.getTargetPolicyId()).isEqualTo(bytes(target));
    assertThat(second.getOrder()).isEqualTo(first.getOrder());
    assertThat(verifier.policyRecord(first.getTargetRecord()).payload().getPolicyId())
        .isEqualTo(bytes(target));
  }

  @Test
  void issuesNoOrderBetweenPoliciesOfTwoTenants() {
    String source = rest.activePolicy();
    String target = rest.activePolicy();
    rest.assign(rest.mailbox(), target);

    refused("NOT_FOUND", () -> order(Rest.enrolled(base), source, target));
    refused("ARGUMENT_INVALID", () -> order(rest, target, target));
  }

  @Test
  void answersTheRecordOfAGenerationToWhoLostIt() {
    String policy = rest.activePolicy();
    FetchPolicyRecordRequest.Builder request =
        FetchPolicyRecordRequest.newBuilder().setPolicyId(bytes(policy));

    var record =
        encryptor
            .fetchPolicyRecord(request.setGenerationId(generation(policy)).build())
            .getRecord();

    assertThat(verifier.policyRecord(record).payload().getPolicyId()).isEqualTo(bytes(policy));
    refused(
        "NOT_FOUND",
        () -> encryptor.fetchPolicyRecord(request.setGenerationId(bytes(Rest.uuid())).build()));
  }

  @Test
  void progressGoesUpwardOnly() throws Exception {
    String policy = rest.activePolicy();
    String other = rest.activePolicy();
    String mailbox = rest.mailbox();
    rest.assign(mailbox, other).statusCode(200);
    rest.assign(mailbox, policy).statusCode(200).body("assignment.version", equalTo(2));

    report(mailbox, 2, policy);
    Awaitility.await()
        .untilAsserted(() ->
            rest.get("/mailboxes/" + mailbox)
                .body("assignment.state", equalTo("APPLIED"))
                .body("assignment.appliedPolicyId", equalTo(policy)));
    report(mailbox, 1, other);
    String marker = rest.mailbox();
    rest.assign(marker, policy).statusCode(200);
    report(marker, 1, policy);

    Awaitility.await()
        .untilAsserted(() ->
            rest.get("/policies/" + policy)
                .body("mailboxes.assigned", equalTo(2))
                .body("mailboxes.applied", equalTo(2)));
    rest.get("/mailboxes/" + mailbox).body("assignment.appliedVersion", equalTo(2));
  }

  private void report(String mailbox, long version, String policy) throws Exception {
    ByteString objects =
        bytes(mailbox).concat(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(version).array()));
    Topics.send(
        "customerkey.reencryption.v1",
        "customerkey.reencryption.progressed.v1",
        bytes(rest.tenant).toByteArray(),
        ReencryptionProgressed.newBuilder()
            .setTenantId(bytes(rest.tenant))
            .setKind(MAILBOX)
            .setObjects(objects)
            .setPolicyId(bytes(policy))
            .setGenerationId(generation(policy))
            .build()
            .toByteArray());
  }

  @Test
  void anUnreadableReportGoesToTheDeadLettersAndStopsNothing() throws Exception {
    String policy = rest.activePolicy();
    String mailbox = rest.mailbox();
    rest.assign(mailbox, policy).statusCode(200);
    byte[] key = bytes(rest.tenant).toByteArray();

    Topics.send(
        "customerkey.reencryption.v1",
        "customerkey.reencryption.progressed.v1",
        key,
        new byte[] {1, 2, 3});
    report(mailbox, 1, policy);

    Topics.await("customerkey.reencryption.v1.dlq", record -> Arrays.equals(record.key(), key));
    Awaitility.await()
        .untilAsserted(
            () -> rest.get("/mailboxes/" + mailbox).body("assignment.state", equalTo("APPLIED")));
  }
}
