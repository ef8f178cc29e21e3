package io.customerkey.dep;

import static io.restassured.RestAssured.given;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.Id128;
import io.customerkey.localstack.testing.TestStack;
import io.restassured.filter.log.ErrorLoggingFilter;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tenant's people and the provider's, over HTTPS. */
public final class Rest {
  /** Good ones, in two vaults. */
  public static final List<String> KEYS =
      List.of("https://one.vault.azure.net/keys/ck", "https://two.vault.azure.net/keys/ck");

  private static final SecureRandomSource RANDOM = new SecureRandomSource();

  private final URL base;
  private final TestStack stack;

  /** A tenant that was not enrolled yet. */
  public final String tenant = uuid();

  public Rest(URL base) {
    this.base = base;
    this.stack = TestStack.shared();
  }

  public static String uuid() {
    return Id128.random(RANDOM).toString();
  }

  /** Enrols a tenant that may have policies of its own. */
  public static Rest enrolled(URL base) {
    Rest rest = new Rest(base);
    rest.enrol(false).statusCode(201);
    return rest.onboard();
  }

  /** Everything that onboarding asks for. */
  public Rest onboard() {
    approvers("ann", "bob");
    validate(validation()).statusCode(201);
    enable(KEYS).statusCode(200);
    return this;
  }

  public void approvers(String... subjects) {
    for (String subject : subjects) {
      approver(subject).statusCode(200);
    }
  }

  public ValidatableResponse approver(String subject) {
    return post("/approvers", Map.of("subject", subject));
  }

  /** Two keys in two subscriptions and regions. */
  public static Map<String, Object> validation() {
    return Map.of(
        "keys",
        KEYS,
        "declared",
        List.of(
            Map.of("subscription", "A", "region", "westeurope", "paid", true),
            Map.of("subscription", "B", "region", "northeurope", "paid", true)));
  }

  public ValidatableResponse validate(Map<String, Object> body) {
    return post("/validations", body);
  }

  public ValidatableResponse enable(List<String> keys) {
    return post("/enablement", Map.of("keys", keys));
  }

  private ValidatableResponse post(String path, Map<String, Object> body) {
    return admin().body(body).post("/tenants/" + tenant + path).then();
  }

  public ValidatableResponse enrol(boolean trial) {
    return enrol(Map.of("name", "Contoso", "directoryId", uuid(), "trial", trial));
  }

  /** Enrols a tenant that may have data in several geos. */
  public static Rest enrolledIn(URL base, String... geos) {
    Rest rest = new Rest(base);
    rest.enrol(Map.of("name", "Contoso", "directoryId", uuid(), "geos", List.of(geos)))
        .statusCode(201);
    return rest.onboard();
  }

  public ValidatableResponse enrol(Map<String, Object> body) {
    return operator().body(body).put("/tenants/" + tenant).then();
  }

  public RequestSpecification admin() {
    return as("alice", tenant, "tenant-key-admin");
  }

  public RequestSpecification auditor() {
    return as("audrey", tenant, "auditor");
  }

  public RequestSpecification operator() {
    return as("olga", "provider", "provider-operator");
  }

  public RequestSpecification as(String subject, String ofTenant, String role) {
    return bare().auth().oauth2(stack.token(subject, ofTenant, List.of(role), List.of()));
  }

  public RequestSpecification bare() {
    return given()
        .relaxedHTTPSValidation()
        .baseUri(base.toString().replaceAll("/$", ""))
        .basePath("/api/v1")
        .contentType(ContentType.JSON)
        .filter(new ErrorLoggingFilter());
  }

  public static Map<String, Object> policyBody(String firstKey, String secondKey) {
    return Map.of("name", "Finance", "keys", List.of(firstKey, secondKey));
  }

  public static Map<String, Object> policyBody() {
    return policyBody(KEYS.get(0), KEYS.get(1));
  }

  public ValidatableResponse putPolicy(String policy, Map<String, Object> body) {
    return admin().body(body).put("/tenants/" + tenant + "/policies/" + policy).then();
  }

  /** An ACTIVE policy for sites. */
  public String sitePolicy() {
    String policy = uuid();
    Map<String, Object> body = new HashMap<>(policyBody());
    body.put("workload", "SHAREPOINT");
    putPolicy(policy, body).statusCode(201);
    return policy;
  }

  /** The provider-managed policy of a workload. */
  public String providerPolicy(String workload) {
    return operator()
        .get("/tenants/" + tenant)
        .then()
        .extract()
        .jsonPath()
        .getString("providerManaged.find { it.workload == '" + workload + "' }.policyId");
  }

  public String activePolicy() {
    String policy = uuid();
    putPolicy(policy, policyBody()).statusCode(201);
    return policy;
  }

  public ValidatableResponse putMailbox(String mailbox, Map<String, Object> body) {
    return admin().body(body).put("/tenants/" + tenant + "/mailboxes/" + mailbox).then();
  }

  public String mailbox() {
    String mailbox = uuid();
    putMailbox(mailbox, Map.of("name", "ada@contoso.example", "kind", "USER", "licensed", true))
        .statusCode(201);
    return mailbox;
  }

  public ValidatableResponse assign(String mailbox, String policy) {
    return admin()
        .body(Map.of("policyId", policy))
        .put("/tenants/" + tenant + "/mailboxes/" + mailbox + "/assignment")
        .then();
  }

  public ValidatableResponse putSite(String site, Map<String, Object> body) {
    return admin().body(body).put("/tenants/" + tenant + "/sites/" + site).then();
  }

  public String site(String geo) {
    String site = uuid();
    putSite(site, Map.of("name", "Finance", "kind", "SITE", "geo", geo)).statusCode(201);
    return site;
  }

  public ValidatableResponse register(String geo, String policy) {
    return admin()
        .body(Map.of("policyId", policy))
        .put("/tenants/" + tenant + "/registrations/" + geo)
        .then();
  }

  public ValidatableResponse patch(String path, Map<String, Object> body) {
    return admin().body(body).patch("/tenants/" + tenant + path).then();
  }

  public ValidatableResponse delete(String path) {
    return admin().delete("/tenants/" + tenant + path).then();
  }

  public ValidatableResponse get(String path) {
    return admin().get("/tenants/" + tenant + path).then();
  }
}
