package io.customerkey.cli.transfer;

/** Progress of which nobody hears. */
public enum Unheard implements Progress {
  /** The only one. */
  PROGRESS;

  @Override
  public void begin(int items, long bytes) {}

  @Override
  public void bytes(long more) {}

  @Override
  public void item() {}

  @Override
  public void end() {}
}
