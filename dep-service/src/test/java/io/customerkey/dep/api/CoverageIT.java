package io.customerkey.dep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.customerkey.dep.Rest;
import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The coverage map says the truth about every table: the migrations of all services run into
 * schemas of their own, and what comes out is compared with the map. So it does about secrets: the
 * settings and secret files that the local stack gives the services are compared with it.
 */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "dep-service"))
final class CoverageIT {
  private static final String COLUMNS =
      """
      SELECT table_name || '.' || column_name FROM information_schema.columns
      WHERE table_schema = ?\
      """;

  /** Settings that are secret, or say who is believed. */
  private static final Pattern GUARDED =
      Pattern.compile(
          "customerkey\\.(.+[.-])?(key|secret|password|certificate|trust|trust-store|store|trust-anchors)");

  /** The name of a key, not a key. */
  private static final String ALIAS = "customerkey.hsm.key";

  /** Only with Azure Blob Storage, which no local stack has. */
  private static final String BLOBS = "customerkey.blobs.key";

  @SuppressWarnings("NullAway.Init") // Quarkus fills it.
  @TestHTTPResource(tls = true)
  URL base;

  @Inject DataSource database;

  private JsonPath coverage() {
    return new Rest(base)
        .auditor()
        .get("/coverage")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .extract()
        .jsonPath();
  }

  @Test
  void isServedToWhoeverHasAValidToken() {
    Rest rest = new Rest(base);

    rest.admin().get("/coverage").then().statusCode(200).body("about", notNullValue());
    rest.operator().get("/coverage").then().statusCode(200);
    rest.bare().get("/coverage").then().statusCode(401).body("reason", equalTo("TOKEN_INVALID"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dep-service",
        "key-unwrap-service",
        "availability-key-vault",
        "exchange-encryptor",
        "sharepoint-encryptor"
      })
  void namesEveryColumnOfAServiceAndNoOther(String service) throws SQLException {
    Path migrations = Path.of("..", service, "src/main/resources/db/migration").normalize();
    if (Files.notExists(Path.of("..", service))) {
      return;
    }
    Map<String, Map<String, String>> tables =
        coverage()
            .getMap(
                "databases.find { it.service == '"
                    + service
                    + "' }.tables.collectEntries { [it.table, it.columns] }");
    Set<String> named = new TreeSet<>();
    tables.forEach(
        (table, columns) -> columns.keySet().forEach(column -> named.add(table + "." + column)));

    assertThat(named).containsExactlyElementsOf(actual(service, migrations));
  }

  private Set<String> actual(String service, Path migrations) throws SQLException {
    String schema = "coverage_" + service.replace('-', '_');
    Flyway.configure()
        .dataSource(database)
        .schemas(schema)
        .locations("filesystem:" + migrations)
        .load()
        .migrate();
    Set<String> columns = new TreeSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
    }
    return columns;
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void namesEverySecretSettingOfAServiceAndNoOther(Service service) {
    Set<String> settings = new TreeSet<>(TestStack.shared().settings(service).keySet());
    settings.removeIf(name -> !GUARDED.matcher(name).matches());
    settings.remove(ALIAS);
    if (service == Service.SHAREPOINT_ENCRYPTOR) {
      settings.add(BLOBS);
    }

    Set<String> named = new TreeSet<>(fields("settings of every service"));
    named.addAll(fields("settings of " + service.identity()));

    assertThat(named).containsExactlyElementsOf(settings);
  }

  @Test
  void namesEverySecretFileOfTheLocalStackAndNoOther() throws IOException {
    Path secrets = TestStack.shared().data().resolve("secrets");
    Set<String> files = new TreeSet<>();
    try (Stream<Path> found = Files.walk(secrets)) {
      found
          .filter(Files::isRegularFile)
          .map(file -> secrets.relativize(file).toString())
          .forEach(file -> files.add(file.replaceFirst("^(tls/|database-)[^.]+", "$1*")));
    }

    assertThat(new TreeSet<>(fields("folder secrets of the local stack")))
        .containsExactlyElementsOf(files);
  }

  private Set<String> fields(String store) {
    Map<String, String> fields =
        coverage().getMap("stores.find { it.store == '" + store + "' }.fields");
    return fields == null ? Set.of() : fields.keySet();
  }

  @Test
  void everyPlaceNamesAReasonThatIsExplained() {
    JsonPath coverage = coverage();
    Map<String, Map<String, String>> reasons = coverage.getMap("reasons");
    List<String> keys = coverage.getList("keys.key");
    List<String> named = new ArrayList<>();
    named.addAll(coverage.getList("databases.tables.columns.collect { it*.values() }.flatten()"));
    named.addAll(coverage.getList("topics.carries.flatten()"));
    named.addAll(coverage.getList("stores.fields.collect { it.values() }.flatten()"));
    named.addAll(coverage.getList("logs.carries.flatten()"));

    assertThat(new TreeSet<>(named)).containsExactlyElementsOf(new TreeSet<>(reasons.keySet()));
    reasons.forEach((name, reason) -> {
      assertThat(reason.get("why")).as(name).isNotBlank();
      if ("CLEAR".equals(reason.get("protection"))) {
        assertThat(reason).as(name).doesNotContainKey("key");
      } else {
        assertThat(String.valueOf(reason.get("key")).split(", ")).as(name).isSubsetOf(keys);
      }
    });
  }
}
