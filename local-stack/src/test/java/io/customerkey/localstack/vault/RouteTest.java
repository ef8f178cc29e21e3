package io.customerkey.localstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /keys, LIST, '', ''",
    "GET, /keys/k, GET, k, ''",
    "GET, /keys/k/, GET, k, ''",
    "GET, /keys/k/v1, GET, k, v1",
    "GET, /keys/k/versions, LIST_VERSIONS, k, ''",
    "POST, /keys/k/create, CREATE, k, ''",
    "POST, /keys/k/rotate, ROTATE, k, ''",
    "PUT, /keys/k, IMPORT, k, ''",
    "POST, /keys/k/backup, BACKUP, k, ''",
    "POST, /keys/restore, RESTORE, '', ''",
    "PATCH, /keys/k/v1, UPDATE, k, v1",
    "DELETE, /keys/k, DELETE, k, ''",
    "POST, /keys/k/v1/wrapkey, WRAP_KEY, k, v1",
    "POST, /keys/k//unwrapKey, UNWRAP_KEY, k, ''",
    "GET, /deletedkeys, LIST_DELETED, '', ''",
    "GET, /deletedkeys/k, GET_DELETED, k, ''",
    "POST, /deletedkeys/k/recover, RECOVER, k, ''",
    "DELETE, /deletedkeys/k, PURGE, k, ''"
  })
  void readsKeyVaultsAddresses(
      String method, String path, Route.Action action, String key, String version) {
    assertThat(Route.of(method, path)).contains(new Route(action, key, version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "", "/secrets/s", "/keys/k/v/wrapkey/more", "/keys/k/v/sign"})
  void knowsNoOtherAddress(String path) {
    assertThat(Route.of("POST", path)).isEmpty();
  }

  @Test
  void needsThePermissionOfTheOperation() {
    assertThat(Route.Action.ROTATE.operation().permission()).isEqualTo("create");
    assertThat(Route.Action.UNWRAP_KEY.operation().permission()).isEqualTo("unwrapKey");
  }
}
