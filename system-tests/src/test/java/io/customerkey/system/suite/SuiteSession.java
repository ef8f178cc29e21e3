package io.customerkey.system.suite;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Stops the suite when the last test is done. */
public final class SuiteSession implements LauncherSessionListener {

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    Suite.stopIfStarted();
  }
}
