package io.customerkey.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays texts out in columns. */
final class Table {
  private static final String GAP = "  ";

  private Table() {}

  /** Lines of a table: titles, then one line for each element of the array. */
  static List<String> rows(JsonNode array, List<Column> columns) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(Column::title).toList());
    for (JsonNode row : array) {
      cells.add(
          columns.stream()
              .map(column -> Printable.line(Json.text(row, column.pointer())))
              .toList());
    }
    return aligned(cells);
  }

  /** Lines of one object: path and value of everything in it. */
  static List<String> fields(JsonNode object) {
    List<List<String>> cells = new ArrayList<>();
    flatten("", object, cells);
    return aligned(cells);
  }

  private static void flatten(String path, JsonNode node, List<List<String>> cells) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        flatten(
            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), cells);
      }
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isContainerNode()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + i + "]", node.get(i), cells);
      }
    } else if (node.isArray()) {
      List<String> values = new ArrayList<>();
      node.forEach(value -> values.add(value.asText()));
      cells.add(List.of(path, Printable.line(String.join(", ", values))));
    } else {
      cells.add(List.of(path, node.isNull() ? "" : Printable.line(node.asText())));
    }
  }

  private static List<String> aligned(List<List<String>> cells) {
    int columns = cells.isEmpty() ? 0 : cells.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : cells) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i));
        if (i < columns - 1) {
          line.repeat(' ', widths[i] - width(row.get(i))).append(GAP);
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
