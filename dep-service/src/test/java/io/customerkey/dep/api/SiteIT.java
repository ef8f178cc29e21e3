package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.customerkey.dep.Rest;
import io.customerkey.localstack.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The directory of sites as tenant key admins keep it. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class SiteIT {
  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  private Rest rest;

  @BeforeEach
  void enrol() {
    rest = Rest.enrolledIn(base, "EUR", "APC");
  }

  @Test
  void entersASiteOnceInItsTenantsHome() {
    String site = Rest.uuid();
    Map<String, Object> body = Map.of("name", "Finance", "kind", "SITE");

    rest.putSite(site, body)
        .statusCode(201)
        .body("geo", equalTo("EUR"))
        .body("kind", equalTo("SITE"))
        .body("assignment.policyId", equalTo(rest.providerPolicy("SHAREPOINT")))
        .body("assignment.version", equalTo(1));
    rest.putSite(site, body).statusCode(200);
    rest.putSite(site, Map.of("name", "Finance", "kind", "SITE", "geo", "EUR")).statusCode(200);
    rest.putSite(site, Map.of("name", "Finance", "kind", "SITE", "geo", "APC"))
        .statusCode(409)
        .body("reason", equalTo("CONFLICT"))
        .body("field", equalTo("site"));
  }

  @Test
  void aSiteThatWasRenamedIsStillTheOneThatWasCreated() {
    String site = rest.site("APC");

    rest.patch("/sites/" + site, Map.of("name", "Treasury"))
        .statusCode(200)
        .body("name", equalTo("Treasury"));
    rest.putSite(site, Map.of("name", "Finance", "kind", "SITE", "geo", "APC"))
        .statusCode(200)
        .body("name", equalTo("Treasury"));
  }

  @Test
  void aNewSiteTakesThePolicyOfItsGeo() {
    String policy = rest.sitePolicy();
    rest.register("APC", policy).statusCode(200);

    rest.get("/sites/" + rest.site("APC")).body("assignment.policyId", equalTo(policy));
    rest.get("/sites/" + rest.site("EUR"))
        .body("assignment.policyId", equalTo(rest.providerPolicy("SHAREPOINT")));
  }

  @Test
  void findsSitesByGeoPolicyStateAndName() {
    String policy = rest.sitePolicy();
    rest.register("APC", policy).statusCode(200);
    String asia = rest.site("APC");
    String europe = rest.site("EUR");
    rest.patch("/sites/" + europe, Map.of("name", "Überseehandel"));

    rest.get("/sites").statusCode(200).body("items", hasSize(2));
    rest.get("/sites?geo=APC").body("items.id", equalTo(List.of(asia)));
    rest.get("/sites?policy=" + policy).body("items.id", equalTo(List.of(asia)));
    rest.get("/sites?state=PENDING").body("items", hasSize(2));
    rest.get("/sites?state=APPLIED").body("items", hasSize(0));
    rest.get("/sites?name=übersee").body("items.id", equalTo(List.of(europe)));
    rest.get("/sites?geo=XXX").statusCode(400).body("field", equalTo("geo"));
    String next = rest.get("/sites?limit=1").extract().jsonPath().getString("next");
    assertThat(next).isNotNull();
    rest.get("/sites?limit=1&cursor=" + next).statusCode(200).body("items", hasSize(1));
  }

  @Test
  void refusesWhatIsWrongByItsField() {
    rest.putSite(Rest.uuid(), Map.of("name", "a", "kind", "SITE", "geo", "XXX"))
        .statusCode(400)
        .body("reason", equalTo("ARGUMENT_INVALID"))
        .body("field", equalTo("geo"));
    rest.putSite(Rest.uuid(), Map.of("name", "a", "kind", "SITE", "geo", "NAM"))
        .statusCode(400)
        .body("field", equalTo("geo"));
    rest.putSite(Rest.uuid(), Map.of("name", "a", "kind", "BLOG"))
        .statusCode(400)
        .body("field", equalTo("kind"));
    rest.putSite(Rest.uuid(), Map.of("name", "x".repeat(321), "kind", "SITE"))
        .statusCode(400)
        .body("reason", equalTo("LIMIT_EXCEEDED"))
        .body("limit", equalTo(320));
    rest.putSite("nonsense", Map.of("name", "a", "kind", "SITE"))
        .statusCode(400)
        .body("field", equalTo("site"));
    rest.auditor()
        .body(Map.of("name", "a", "kind", "SITE"))
        .put("/tenants/" + rest.tenant + "/sites/" + Rest.uuid())
        .then()
        .statusCode(403);
  }

  @Test
  void aSiteOfAnotherTenantIsNotFound() {
    Rest other = Rest.enrolled(base);
    String site = other.site("NAM");

    rest.get("/sites/" + site).statusCode(404).body("field", equalTo("site"));
    rest.patch("/sites/" + site, Map.of("name", "a"))
        .statusCode(404)
        .body("field", equalTo("site"));
    rest.putSite(site, Map.of("name", "Finance", "kind", "SITE")).statusCode(409);
    rest.admin().get("/tenants/" + other.tenant + "/sites").then().statusCode(404);
  }

  @Test
  void aTenantNamesKnownGeosOnceEach() {
    for (List<String> geos : List.of(List.of("NAM", "XXX"), List.of("NAM", "NAM"))) {
      new Rest(base)
          .enrol(Map.of("name", "a", "directoryId", Rest.uuid(), "geos", geos))
          .statusCode(400)
          .body("reason", equalTo("ARGUMENT_INVALID"));
    }
    new Rest(base)
        .enrol(Map.of("name", "a", "directoryId", Rest.uuid(), "geos", List.of()))
        .statusCode(400)
        .body("field", equalTo("geos"));
    rest.operator()
        .get("/tenants/" + rest.tenant)
        .then()
        .body("geos", equalTo(List.of("EUR", "APC")));
  }
}
