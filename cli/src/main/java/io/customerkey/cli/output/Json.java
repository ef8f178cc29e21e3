package io.customerkey.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** Reads and writes JSON trees. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

  private Json() {}

  /** {@return an empty object} */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** {@return an empty array} */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * {@return an array of texts}
   *
   * @param values in this order
   */
  public static ArrayNode array(Iterable<String> values) {
    ArrayNode array = array();
    values.forEach(array::add);
    return array;
  }

  /**
   * {@return the tree}
   *
   * @param text JSON; empty text is an empty object
   * @throws UncheckedIOException when it is not JSON
   */
  public static JsonNode parse(String text) {
    try {
      return text.isBlank() ? object() : MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the tree on one line}
   *
   * @param node written as it is
   */
  public static String compact(JsonNode node) {
    return node.toString();
  }

  /**
   * {@return the tree on many lines}
   *
   * @param node written as it is
   */
  public static String pretty(JsonNode node) {
    try {
      return PRETTY.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the text of a field, empty where it is absent}
   *
   * @param node an object
   * @param pointer JSON pointer, for example {@code /assignment/state}
   */
  public static String text(JsonNode node, String pointer) {
    JsonNode found = node.at(pointer);
    return found.isContainerNode() ? compact(found) : found.asText("");
  }
}
