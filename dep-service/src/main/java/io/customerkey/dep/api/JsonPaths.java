package io.customerkey.dep.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** Where in a body something is wrong, and what, without repeating the body. */
final class JsonPaths {
  private JsonPaths() {}

  /** For example {@code keys[0]}; {@code body} for the whole. */
  static String of(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  static String explain(JacksonException failure) {
    if (failure instanceof UnrecognizedPropertyException) {
      return "is not a field of this request";
    }
    if (failure instanceof JsonMappingException) {
      return "has the wrong type";
    }
    return failure.getLocation() == null
        ? "is not JSON"
        : "is not JSON (line "
            + failure.getLocation().getLineNr()
            + ", column "
            + failure.getLocation().getColumnNr()
            + ")";
  }
}
