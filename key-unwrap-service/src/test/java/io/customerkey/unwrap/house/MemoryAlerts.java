package io.customerkey.unwrap.house;

import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what operators would be called for. */
public final class MemoryAlerts implements Alerts {
  private final List<Alert> raised = new CopyOnWriteArrayList<>();

  public List<Alert> raised() {
    return raised;
  }

  @Override
  public void raise(Alert alert, String about) {
    raised.add(alert);
  }
}
