package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import java.util.Map;

/** What an admin declares of two vaults, as the API takes it. */
final class Declared {
  private Declared() {}

  /**
   * One object for each key.
   *
   * @param values by name: {@code subscription1}, {@code region2} …
   */
  static ArrayNode json(Map<String, String> values) {
    ObjectNode[] vaults = {Json.object(), Json.object()};
    values.forEach((name, value) -> {
      switch (name) {
        case "subscription1", "region1" -> vaults[0].put(stem(name), value);
        case "subscription2", "region2" -> vaults[1].put(stem(name), value);
        case "paid1" -> vaults[0].put("paid", truth(name, value));
        case "paid2" -> vaults[1].put("paid", truth(name, value));
        default ->
            throw CkException.usage(
                "--declare knows subscription1, subscription2, region1, region2, paid1 and paid2, not '"
                    + name
                    + "'");
      }
    });
    return Json.array().add(vaults[0]).add(vaults[1]);
  }

  private static String stem(String name) {
    return name.substring(0, name.length() - 1);
  }

  private static boolean truth(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw CkException.usage("--declare " + name + " is true or false");
    };
  }
}
