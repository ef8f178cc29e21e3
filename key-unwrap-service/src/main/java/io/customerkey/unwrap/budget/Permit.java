package io.customerkey.unwrap.budget;

/** The right to make a call, given back when it has ended. Giving it back twice does nothing. */
@FunctionalInterface
public interface Permit extends AutoCloseable {
  @Override
  void close();
}
