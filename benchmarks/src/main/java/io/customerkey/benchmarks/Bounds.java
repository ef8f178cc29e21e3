package io.customerkey.benchmarks;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Bounds of numbers on the command line. */
public final class Bounds {
  private Bounds() {}

  /**
   * Refuses a number outside of its bounds as the command line's mistake.
   *
   * @param command whose option it is
   * @param option its name
   * @param value as it was given
   * @param least allowed
   * @param most allowed
   */
  public static void require(
      CommandSpec command, String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new ParameterException(
          command.commandLine(), option + " is " + least + " to " + most + ", not " + value);
    }
  }
}
