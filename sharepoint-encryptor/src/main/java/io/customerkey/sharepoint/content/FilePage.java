package io.customerkey.sharepoint.content;

import java.util.List;

/**
 * A page of a site.
 *
 * @param rows in order of id
 * @param more whether files follow
 */
public record FilePage(List<FileRow> rows, boolean more) {
  /** Copies the list. */
  public FilePage {
    rows = List.copyOf(rows);
  }
}
