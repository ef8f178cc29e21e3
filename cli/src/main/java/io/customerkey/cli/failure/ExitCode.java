package io.customerkey.cli.failure;

/** How a command ended. The numbers are part of the command's contract and append-only. */
public enum ExitCode {
  /** Done. */
  OK(0, "done"),
  /** A service said no, and would say so again. */
  REFUSED(1, "refused by a service: the reason says whose fault it is"),
  /** The command line is wrong. */
  USAGE(2, "the command line is wrong"),
  /** Nobody answered, or asked to come back. */
  UNAVAILABLE(3, "not available now: the same command may succeed later"),
  /** Something on this machine stands in the way. */
  LOCAL(4, "something on this machine: the stack does not run, a file cannot be read"),
  /** A step of the demonstration did not hold. */
  DEMO_FAILED(5, "a step of 'ck demo' did not hold"),
  /** Said by the script, which cannot start this program then. */
  NO_JDK(69, "no JDK 25 found"),
  /** A bug of ours. */
  BUG(70, "the build failed, or a bug of ck"),
  /** Ctrl-C. */
  INTERRUPTED(130, "interrupted");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** {@return as the shell sees it} */
  public int code() {
    return code;
  }

  /** {@return for the help} */
  public String meaning() {
    return meaning;
  }
}
