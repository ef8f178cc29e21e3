package io.customerkey.dep.tenant;

/**
 * What is looked for in names, whatever its case.
 *
 * @param value the text
 */
public record NamePart(String value) {
  /**
   * @param text as the caller wrote it
   * @return the part
   * @throws io.customerkey.protocol.failure.CustomerKeyException ARGUMENT_INVALID or
   *     LIMIT_EXCEEDED, field {@code name}
   */
  public static NamePart parse(String text) {
    return new NamePart(Name.parse("name", text, Name.ADDRESS).value());
  }
}
