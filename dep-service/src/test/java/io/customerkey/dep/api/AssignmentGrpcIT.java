package io.customerkey.dep.api;

import static io.customerkey.dep.Encryptor.bytes;
import static io.customerkey.dep.Encryptor.generation;
import static io.customerkey.dep.Encryptor.refused;
import static io.customerkey.dep.Encryptor.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.google.protobuf.ByteString;
import io.customerkey.dep.Encryptor;
import io.customerkey.dep.Rest;
import io.customerkey.dep.Topics;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.dep.v1.AssignmentServiceGrpc;
import io.customerkey.protocol.dep.v1.FetchAssignmentsRequest;
import io.customerkey.protocol.dep.v1.FetchAssignmentsResponse;
import io.customerkey.protocol.dep.v1.FetchPolicyRecordRequest;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderResponse;
import io.customerkey.protocol.dep.v1.ListAssignmentsRequest;
import io.customerkey.protocol.event.v1.AssignmentsChanged;
import io.customerkey.protocol.event.v1.PolicyChanged;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.protocol.statement.v1.PolicyState;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import io.customerkey.servicekit.statement.StatementVerifier;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Arrays;
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
  private Encryptor peer;
  private AssignmentServiceGrpc.AssignmentServiceBlockingStub encryptor;

  @BeforeEach
  void connect() {
    rest = Rest.enrolled(base);
    peer = new Encryptor(server, "exchange-encryptor");
    encryptor = peer.stub();
  }

  @AfterEach
  void disconnect() {
    peer.close();
  }

  @Test
  void tellsOfAnAssignmentAndAnswersItWithItsRecord() throws Exception {
    String policy = rest.activePolicy();
    String mailbox = rest.mailbox();
    rest.assign(mailbox, policy).statusCode(200);

    AssignmentsChanged event = Encryptor.awaitChange(MAILBOX, mailbox, 2);
    FetchAssignmentsResponse response = peer.fetch(MAILBOX, mailbox, Rest.uuid());

    assertThat(event.getTenantId()).isEqualTo(bytes(rest.tenant));
    assertThat(response.getAssignmentsList())
        .singleElement()
        .satisfies(assignment -> {
          assertThat(assignment.getObjectId()).isEqualTo(bytes(mailbox));
          assertThat(assignment.getTenantId()).isEqualTo(bytes(rest.tenant));
          assertThat(assignment.getPolicyId()).isEqualTo(bytes(policy));
          assertThat(assignment.getVersion()).isEqualTo(2);
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
  void refusesAnotherCaller() {
    try (Encryptor workload = new Encryptor(server, "workload")) {
      refused("CALLER_NOT_ALLOWED", () -> workload.fetch(MAILBOX));
    }
  }

  private IssueRewrapOrderResponse order(Rest owner, String source, String target) {
    return peer.order(rest, owner, source, target, MAILBOX);
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
            .fetchPolicyRecord(request.setGenerationId(generation(rest, policy)).build())
            .getRecord();

    assertThat(verifier.policyRecord(record).payload().getPolicyId()).isEqualTo(bytes(policy));
    refused(
        "NOT_FOUND",
        () -> encryptor.fetchPolicyRecord(request.setGenerationId(bytes(Rest.uuid())).build()));
  }

  @Test
  void progressGoesUpwardOnly() {
    String policy = rest.activePolicy();
    String other = rest.activePolicy();
    String mailbox = rest.mailbox();
    rest.assign(mailbox, other).statusCode(200);
    rest.assign(mailbox, policy).statusCode(200).body("assignment.version", equalTo(3));

    report(rest, MAILBOX, mailbox, 3, policy);
    Awaitility.await()
        .untilAsserted(() ->
            rest.get("/mailboxes/" + mailbox)
                .body("assignment.state", equalTo("APPLIED"))
                .body("assignment.appliedPolicyId", equalTo(policy)));
    report(rest, MAILBOX, mailbox, 2, other);
    String marker = rest.mailbox();
    rest.assign(marker, policy).statusCode(200);
    report(rest, MAILBOX, marker, 2, policy);

    Awaitility.await()
        .untilAsserted(() ->
            rest.get("/policies/" + policy)
                .body("mailboxes.assigned", equalTo(2))
                .body("mailboxes.applied", equalTo(2)));
    rest.get("/mailboxes/" + mailbox).body("assignment.appliedVersion", equalTo(3));
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
    report(rest, MAILBOX, mailbox, 2, policy);

    Topics.await("customerkey.reencryption.v1.dlq", record -> Arrays.equals(record.key(), key));
    Awaitility.await()
        .untilAsserted(
            () -> rest.get("/mailboxes/" + mailbox).body("assignment.state", equalTo("APPLIED")));
  }
}
