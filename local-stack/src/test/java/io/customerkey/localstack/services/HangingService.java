package io.customerkey.localstack.services;

import java.util.concurrent.CountDownLatch;

/** Stands in for a service's program that never becomes ready. */
public final class HangingService {
  private HangingService() {}

  public static void main(String[] arguments) throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
