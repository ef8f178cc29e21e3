package io.customerkey.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.client.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data folder of a local stack.
 *
 * @param root absolute
 */
public record StackFolder(Path root) {
  /** Makes the path absolute. */
  public StackFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** {@return what runs and where; empty before the first start} */
  public Optional<StackState> state() {
    try {
      JsonNode tree = Json.parse(Files.readString(root.resolve("stack.json")));
      return tree.isEmpty() ? Optional.empty() : Optional.of(new StackState(tree));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** {@return what runs and where} */
  public StackState running() {
    return state()
        .filter(state -> state.isAlive() && state.is("RUNNING"))
        .orElseThrow(() ->
            CkException.local(
                "no stack runs on " + root,
                "Start it with 'ck up', or name its folder with --data."));
  }

  /**
   * {@return the content of a file of {@code secrets/}}
   *
   * @param name of the file
   */
  public String secret(String name) {
    try {
      return Files.readString(secrets().resolve(name)).strip();
    } catch (IOException e) {
      throw CkException.local(
          "cannot read " + secrets().resolve(name), "Only who started the stack may use it.");
    }
  }

  /** {@return where secrets lie} */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** {@return where logs lie} */
  public Path logs() {
    return root.resolve("logs");
  }

  /** {@return the authority of all certificates of the suite} */
  public Path authority() {
    return secrets().resolve("ca.pem");
  }

  /**
   * {@return the files of an identity}
   *
   * @param identity for example {@code workload}
   */
  public TlsFiles identity(String identity) {
    Path tls = secrets().resolve("tls");
    return new TlsFiles(
        tls.resolve(identity + ".pem"), tls.resolve(identity + ".key"), authority());
  }

  /**
   * Makes sure that a stack may keep its data here.
   *
   * @throws CkException when the folder holds something else
   * @throws IOException when it cannot be read
   */
  void claim() throws IOException {
    if (!Files.isDirectory(root) || isStackData()) {
      return;
    }
    try (Stream<Path> all = Files.list(root)) {
      if (all.findAny().isPresent()) {
        throw CkException.local(
            root + " is not empty, and holds no data of a stack",
            "Name a folder that is empty or does not exist.");
      }
    }
  }

  private boolean isStackData() {
    return Files.exists(root.resolve("ports.properties"))
        || Files.exists(root.resolve("stack.json"))
        || Files.exists(logs().resolve("stack.log"));
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
