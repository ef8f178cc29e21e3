package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.PrivateFiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The applications that may ask for tokens, and the directories that consented to them. */
final class Applications {
  /** The suite's own application. */
  static final String SUITE = "customer-key";

  /** A tenant's administrator, who may do everything in vaults made by the admin API. */
  static final String OWNER = "owner";

  private final Path file;
  private final Map<String, Application> byName = new TreeMap<>();

  private Applications(Path file) {
    this.file = file;
  }

  /**
   * An application.
   *
   * @param directories those that consented
   */
  record Application(String name, String clientId, String clientSecret, Set<String> directories) {
    Application {
      directories = Set.copyOf(directories);
    }

    private JsonObject toJson() {
      return new JsonObject()
          .put("clientId", clientId)
          .put("clientSecret", clientSecret)
          .put("directories", new JsonArray(directories.stream().sorted().toList()));
    }
  }

  /** Reads them; the two that every stack has are made at first start. */
  static Applications open(Path file) {
    Applications applications = new Applications(file);
    if (Files.exists(file)) {
      applications.load(new JsonObject(PrivateFiles.read(file)));
    }
    for (String name : List.of(SUITE, OWNER)) {
      if (applications.named(name).isEmpty()) {
        applications.create(name);
      }
    }
    return applications;
  }

  synchronized Application create(String name) {
    if (!name.matches("[a-z][a-z0-9-]{2,40}")) {
      throw new IllegalArgumentException("name: lower-case letters, digits, hyphens");
    }
    if (byName.containsKey(name)) {
      throw new IllegalArgumentException("name: '" + name + "' is taken");
    }
    Application made = new Application(name, Entropy.uuid().toString(), Entropy.secret(), Set.of());
    byName.put(name, made);
    save();
    return made;
  }

  synchronized List<Application> all() {
    return List.copyOf(byName.values());
  }

  /** By its name or client id. */
  synchronized Optional<Application> named(String nameOrClientId) {
    return byName.values().stream()
        .filter(a -> a.name().equals(nameOrClientId) || a.clientId().equals(nameOrClientId))
        .findFirst();
  }

  synchronized void consent(Application application, String directory, boolean given) {
    Set<String> directories = new HashSet<>(application.directories());
    if (given) {
      directories.add(directory);
    } else {
      directories.remove(directory);
    }
    byName.put(
        application.name(),
        new Application(
            application.name(), application.clientId(), application.clientSecret(), directories));
    save();
  }

  /** Every directory that consented to anything. */
  synchronized Set<String> directories() {
    Set<String> all = new TreeSet<>();
    byName.values().forEach(application -> all.addAll(application.directories()));
    return all;
  }

  private void load(JsonObject json) {
    for (String name : json.fieldNames()) {
      JsonObject each = json.getJsonObject(name);
      Set<String> directories = new HashSet<>();
      each.getJsonArray("directories").forEach(d -> directories.add(String.valueOf(d)));
      byName.put(
          name,
          new Application(
              name, each.getString("clientId"), each.getString("clientSecret"), directories));
    }
  }

  private void save() {
    JsonObject json = new JsonObject();
    byName.values().forEach(application -> json.put(application.name(), application.toJson()));
    PrivateFiles.write(file, json.encodePrettily());
  }
}
