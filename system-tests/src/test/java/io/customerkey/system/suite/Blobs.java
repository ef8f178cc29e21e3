package io.customerkey.system.suite;

import io.customerkey.crypto.id.FileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies in the blob store, beside what the database of sharepoint-encryptor says. */
public final class Blobs {
  private static final String NAMES =
      "SELECT replace(chunk::text, '-', '') FROM chunk JOIN file USING (content)";

  private final Suite suite;

  /** Of a running suite. */
  public Blobs(Suite suite) {
    this.suite = suite;
  }

  /** Names of what lies there and belongs to no file. */
  public Set<String> orphans() throws SQLException {
    Set<String> lying = lying();
    lying.removeAll(named(NAMES));
    return lying;
  }

  /** Names of what belongs to a file and does not lie there. */
  public Set<String> missing() throws SQLException {
    Set<String> missing = new TreeSet<>(named(NAMES));
    missing.removeAll(lying());
    return missing;
  }

  /** The blobs of a file. */
  public List<Path> of(FileId file) throws SQLException {
    return named(NAMES + " WHERE file = '" + file + "' ORDER BY chunk").stream()
        .map(name -> suite.data().resolve("blobs").resolve(name.substring(0, 2)).resolve(name))
        .toList();
  }

  private Set<String> lying() {
    try (Stream<Path> files = Files.walk(suite.data().resolve("blobs"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> named(String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection database = suite.database("sharepoint");
        PreparedStatement select = database.prepareStatement(query);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
