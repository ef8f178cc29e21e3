package io.customerkey.localstack.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder that holds all a stack keeps.
 *
 * <pre>
 * secrets/              owner-only: CA, certificates, signing keys, passwords, admin secret
 * config/               one properties file per service, owner-only
 * postgres/ kafka/ vaults/ blobs/ spool/   their data
 * logs/                 one log per service
 * ports.properties      the ports chosen at first start
 * stack.json            what runs and where; no secret
 * </pre>
 *
 * @param root absolute path
 */
public record DataFolder(Path root) {

  /**
   * Makes the folders that are missing. The permissions of a root that is there are its owner's.
   */
  public static DataFolder open(Path root) {
    DataFolder folder = new DataFolder(root.toAbsolutePath().normalize());
    if (!Files.isDirectory(folder.root)) {
      PrivateFiles.folder(folder.root);
    }
    for (Path each :
        new Path[] {
          folder.secrets(),
          folder.config(),
          folder.logs(),
          folder.kafka(),
          folder.vaults(),
          folder.blobs(),
          folder.spool()
        }) {
      PrivateFiles.folder(each);
    }
    return folder;
  }

  /** What must not be read by others. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** A file in {@link #secrets()}. */
  public Path secret(String name) {
    return secrets().resolve(name);
  }

  /** The services' configuration files. */
  public Path config() {
    return root.resolve("config");
  }

  /** The services' logs. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** PostgreSQL's data directory; made by initdb. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** Whether PostgreSQL never ran here. */
  public boolean isWithoutDatabases() {
    return !Files.exists(postgres().resolve("PG_VERSION"));
  }

  /** Kafka's logs. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** The vault emulator's keys. */
  public Path vaults() {
    return root.resolve("vaults");
  }

  /** The encrypted chunks of files. */
  public Path blobs() {
    return root.resolve("blobs");
  }

  /** What key-unwrap-service keeps while the database is away. */
  public Path spool() {
    return root.resolve("spool");
  }

  /** What runs and where. */
  public Path state() {
    return root.resolve("stack.json");
  }

  /** Whether a stack was started here before. */
  public boolean used() {
    return Files.exists(root.resolve("ports.properties"));
  }

  /** Deletes it and all that is in it. */
  public void delete() {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
