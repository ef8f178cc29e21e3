package io.customerkey.dep.api;

import static io.customerkey.dep.Encryptor.bytes;
import static io.customerkey.dep.Encryptor.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.customerkey.dep.Encryptor;
import io.customerkey.dep.Rest;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.dep.v1.FetchAssignmentsResponse;
import io.customerkey.protocol.dep.v1.IssueRewrapOrderResponse;
import io.customerkey.protocol.event.v1.AssignmentsChanged;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import io.customerkey.servicekit.statement.StatementVerifier;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sites and provider-managed policies as the encryptors fetch them. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class SiteGrpcIT {
  private static final KeyKind MAILBOX = KeyKind.KEY_KIND_MAILBOX;
  private static final KeyKind SITE = KeyKind.KEY_KIND_SITE;

  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject GrpcServer server;
  @Inject StatementVerifier verifier;

  private Rest rest;
  private Encryptor encryptor;

  @BeforeEach
  void connect() {
    rest = Rest.enrolled(base);
    encryptor = new Encryptor(server, "sharepoint-encryptor");
  }

  @AfterEach
  void disconnect() {
    encryptor.close();
  }

  private IssueRewrapOrderResponse order(String source, String target, KeyKind kind) {
    return encryptor.order(rest, rest, source, target, kind);
  }

  @Test
  void tellsOfASiteAndAnswersItsAssignment() {
    String policy = rest.sitePolicy();
    rest.register("NAM", policy).statusCode(200);
    String site = rest.site("NAM");

    AssignmentsChanged event = Encryptor.awaitChange(SITE, site, 1);
    FetchAssignmentsResponse response = encryptor.fetch(SITE, site);

    assertThat(event.getTenantId()).isEqualTo(bytes(rest.tenant));
    assertThat(response.getAssignmentsList())
        .singleElement()
        .satisfies(assignment -> assertThat(assignment.getPolicyId()).isEqualTo(bytes(policy)));
    assertThat(response.getRecordsList())
        .singleElement()
        .satisfies(record ->
            assertThat(verifier.policyRecord(record).payload().getWorkload().getNumber())
                .isEqualTo(2));
    assertThat(encryptor.fetch(MAILBOX, site).getAssignmentsList()).isEmpty();
  }

  @Test
  void theRecordOfAProviderManagedPolicySaysSo() {
    String mailbox = rest.mailbox();

    var record = verifier.policyRecord(encryptor.fetch(MAILBOX, mailbox).getRecords(0)).payload();

    assertThat(record.getProviderManaged()).isTrue();
    assertThat(record.getTenantId()).isEqualTo(bytes(rest.tenant));
    assertThat(record.getCustomerKeysList())
        .allSatisfy(key -> {
          assertThat(key.getOwnerTenant()).isEqualTo("provider");
          assertThat(key.getDirectoryId())
              .isNotEqualTo(
                  rest.operator()
                      .get("/tenants/" + rest.tenant)
                      .then()
                      .extract()
                      .jsonPath()
                      .getString("directoryId"));
        });
  }

  @Test
  void issuesOrdersForSitesOnlyBetweenPoliciesOfSites() {
    String first = rest.sitePolicy();
    String second = rest.sitePolicy();
    rest.site("NAM");

    refused("ORDER_INVALID", () -> order(first, second, SITE));
    rest.register("NAM", second).statusCode(200);
    Awaitility.await()
        .untilAsserted(() -> rest.get("/registrations/NAM").body("sites.assigned", equalTo(1)));

    RewrapOrder order = verifier.rewrapOrder(order(first, second, SITE).getOrder()).payload();
    assertThat(order.getKeyKind()).isEqualTo(SITE);
    refused("NOT_FOUND", () -> order(first, second, MAILBOX));
    refused("ORDER_INVALID", () -> order(second, first, SITE));
  }
}
