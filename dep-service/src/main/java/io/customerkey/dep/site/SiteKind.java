package io.customerkey.dep.site;

/** What a site is (F25). Numbers are stored and append-only. */
public enum SiteKind {
  /** A SharePoint site. */
  SITE(1),
  /** A person's OneDrive. */
  ONEDRIVE(2),
  /** Files of a team. */
  TEAMS(3);

  private final int number;

  SiteKind(int number) {
    this.number = number;
  }

  /** As stored. */
  public int number() {
    return number;
  }

  /**
   * @param number as stored
   * @return the kind
   * @throws IllegalArgumentException for a number nobody has
   */
  public static SiteKind of(int number) {
    for (SiteKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of site has the number " + number);
  }
}
