package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * What never changes about a vault.
 *
 * @param name 3 to 24 letters, digits and hyphens
 * @param directory the id of the directory that owns it
 */
record VaultFacts(String name, int port, String directory, Permissions.Model model) {
  VaultFacts {
    if (!name.matches("[a-zA-Z][a-zA-Z0-9-]{2,23}")) {
      throw new IllegalArgumentException("name: a letter, then 2 to 23 letters, digits or hyphens");
    }
    directory = UUID.fromString(directory).toString();
  }

  /** For example {@code https://localhost:40110}. */
  String uri() {
    return "https://localhost:" + port;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("name", name)
        .put("port", port)
        .put("directory", directory)
        .put("permissionModel", model.text());
  }

  static VaultFacts fromJson(JsonObject json) {
    return new VaultFacts(
        json.getString("name"),
        json.getInteger("port"),
        json.getString("directory"),
        Permissions.Model.of(json.getString("permissionModel")));
  }
}
