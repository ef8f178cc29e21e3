package io.customerkey.cli.output;

/**
 * A column of a table.
 *
 * @param title above it
 * @param pointer JSON pointer of its value in a row's object
 */
public record Column(String title, String pointer) {
  /**
   * {@return a column}
   *
   * @param title above it
   * @param pointer JSON pointer of its value
   */
  public static Column of(String title, String pointer) {
    return new Column(title, pointer);
  }
}
