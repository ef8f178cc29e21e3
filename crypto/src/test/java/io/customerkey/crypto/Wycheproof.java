package io.customerkey.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Test vectors of C2SP Wycheproof, read from the shared data folder; left out where it is not
 * found, but never in CI.
 */
public final class Wycheproof {
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private Wycheproof() {}

  /**
   * One vector.
   *
   * @param group what its group says
   * @param test the vector
   */
  public record Vector(JsonNode group, JsonNode test) {
    /**
     * {@return a field of the vector}
     *
     * @param field its name
     */
    public byte[] bytes(String field) {
      return HexFormat.of().parseHex(test.get(field).asText());
    }

    /** {@return whether the input must be refused} */
    public boolean invalid() {
      return test.get("result").asText().equals("invalid");
    }
  }

  /**
   * {@return one test per vector}
   *
   * @param file name in the folder
   * @param wanted which vectors concern us
   * @param check the test
   */
  public static Stream<DynamicTest> vectors(
      String file, Predicate<Vector> wanted, Consumer<Vector> check) {
    Path path = Repository.shared().resolve("data/wycheproof").resolve(file);
    if (!Files.exists(path)) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        return Stream.of(
            DynamicTest.dynamicTest(
                file, () -> Assertions.fail("CK_SHARED has no " + path + ", which CI needs")));
      }
      if (!SAID.getAndSet(true)) {
        System.out.println("left out: Wycheproof vectors (CK_SHARED not found)");
      }
      return Stream.empty();
    }
    List<Vector> vectors = read(path).stream().filter(wanted).toList();
    Assertions.assertFalse(vectors.isEmpty(), "no vector of " + file + " concerns us");
    return vectors.stream()
        .map(vector ->
            DynamicTest.dynamicTest(
                file + " " + vector.test().get("tcId") + " " + vector.test().get("comment"),
                () -> check.accept(vector)));
  }

  private static List<Vector> read(Path path) {
    try {
      List<Vector> vectors = new ArrayList<>();
      for (JsonNode group : new ObjectMapper().readTree(path.toFile()).get("testGroups")) {
        for (JsonNode test : group.get("tests")) {
          vectors.add(new Vector(group, test));
        }
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
