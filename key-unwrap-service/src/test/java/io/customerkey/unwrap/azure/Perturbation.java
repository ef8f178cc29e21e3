package io.customerkey.unwrap.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON answer with one thing wrong.
 *
 * @param pointer to the field, empty where the whole body is wrong
 * @param kind what is wrong
 * @param body as it is sent
 */
record Perturbation(String pointer, Kind kind, String body) {
  /** What is done to a field. */
  enum Kind {
    /** It is gone, or null. */
    MISSING,
    /** Its value is of another type. */
    OTHER_TYPE,
    /** It is a text that nobody knows. */
    UNKNOWN,
    /** The body is no whole JSON object. */
    BROKEN
  }

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static List<Perturbation> of(JsonNode body) {
    List<Perturbation> all = new ArrayList<>(broken(body.toString()));
    fields(body, "", body, all);
    return all;
  }

  private static List<Perturbation> broken(String body) {
    return List.of(
        whole(""),
        whole("null"),
        whole("[" + body + "]"),
        whole(body + body),
        whole(body.substring(0, body.length() / 2)),
        whole("<html>" + body + "</html>"),
        whole("\"" + body.replace("\"", "\\\"").replace("\n", "") + "\""));
  }

  private static Perturbation whole(String body) {
    return new Perturbation("", Kind.BROKEN, body);
  }

  private static void fields(JsonNode root, String at, JsonNode object, List<Perturbation> all) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String pointer = at + "/" + field.getKey();
      all.add(changed(root, pointer, Kind.MISSING, null));
      all.add(changed(root, pointer, Kind.MISSING, NODES.nullNode()));
      for (JsonNode other : others(field.getValue())) {
        all.add(changed(root, pointer, Kind.OTHER_TYPE, other));
      }
      if (field.getValue().isTextual()) {
        all.add(changed(root, pointer, Kind.UNKNOWN, NODES.textNode("Unheard")));
      } else if (field.getValue().isObject()) {
        fields(root, pointer, field.getValue(), all);
      }
    }
  }

  private static List<JsonNode> others(JsonNode value) {
    ArrayNode list = NODES.arrayNode().add(value.deepCopy());
    return value.isTextual()
        ? List.of(NODES.numberNode(7), NODES.booleanNode(true), NODES.objectNode(), list)
        : List.of(NODES.numberNode(7), NODES.textNode("x"), list.deepCopy().add("x"));
  }

  private static Perturbation changed(
      JsonNode root, String pointer, Kind kind, @Nullable JsonNode value) {
    ObjectNode copy = root.deepCopy();
    int slash = pointer.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) copy.at(pointer.substring(0, slash));
    String name = pointer.substring(slash + 1);
    if (value == null) {
      parent.remove(name);
    } else {
      parent.set(name, value);
    }
    return new Perturbation(pointer, kind, copy.toString());
  }

  @Override
  public String toString() {
    return kind + " " + pointer + ": " + body;
  }
}
