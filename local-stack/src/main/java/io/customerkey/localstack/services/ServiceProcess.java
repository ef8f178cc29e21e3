package io.customerkey.localstack.services;

import io.customerkey.localstack.data.Instance;
import io.customerkey.localstack.data.Rejected;
import io.customerkey.localstack.services.Launch.Run;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One service's process, started, stopped and killed on request; never by itself. */
final class ServiceProcess {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration STOP_RECORDING = Duration.ofMinutes(2);
  private static final long PROBE_MILLIS = 200;
  private static final int TAIL_BYTES = 4000;

  private final Instance instance;
  private final Launch launch;
  private final Readiness readiness;
  private final Runnable changed;
  private volatile State state = State.STOPPED;
  private volatile @Nullable Run run;

  /** Where it stands. */
  enum State {
    STOPPED,
    STARTING,
    READY,
    PAUSED,
    FAILED
  }

  ServiceProcess(Instance instance, Launch launch, Readiness readiness, Runnable changed) {
    this.instance = instance;
    this.launch = launch;
    this.readiness = readiness;
    this.changed = changed;
  }

  Instance instance() {
    return instance;
  }

  State state() {
    return state;
  }

  OptionalLong pid() {
    Run running = run;
    return running != null && running.process().isAlive()
        ? OptionalLong.of(running.process().pid())
        : OptionalLong.empty();
  }

  OptionalInt exit() {
    Run ended = run;
    return state == State.FAILED && ended != null && !ended.process().isAlive()
        ? OptionalInt.of(ended.process().exitValue())
        : OptionalInt.empty();
  }

  /**
   * Starts it and waits until it is ready; once more without its start cache when it leaves.
   *
   * @throws Rejected CONFLICT when it runs; FAILED or NOT_READY with the tail of its log
   */
  void start() {
    Run started = launch();
    try {
      awaitReady(started.process());
    } catch (Rejected failure) {
      if (failure.kind() != Rejected.Kind.FAILED || !started.cache().discard()) {
        throw failure;
      }
      awaitReady(launch().process());
    }
  }

  private synchronized Run launch() {
    if (pid().isPresent()) {
      throw new Rejected(Rejected.Kind.CONFLICT, instance.name() + " runs already");
    }
    Run started = launch.start(instance);
    run = started;
    set(State.STARTING);
    Process process = started.process();
    process.onExit().whenComplete((ended, failure) -> left(process)).isDone();
    return started;
  }

  private void awaitReady(Process started) {
    long deadline = System.nanoTime() + START.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        if (readiness.isReady(instance)) {
          ready(started);
          return;
        }
        if (started.waitFor(PROBE_MILLIS, TimeUnit.MILLISECONDS)) {
          left(started);
          throw new Rejected(
              Rejected.Kind.FAILED,
              instance.name() + " left with exit code " + started.exitValue() + tail());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Rejected(
        Rejected.Kind.NOT_READY,
        instance.name() + " is not ready after " + START.toSeconds() + " s" + tail());
  }

  /** SIGSTOP: it runs, holds its memory and its connections, and does nothing. */
  void pause() {
    signal("STOP", State.READY, State.PAUSED);
  }

  /** SIGCONT: it goes on where it was. */
  void resume() {
    signal("CONT", State.PAUSED, State.READY);
  }

  private synchronized void signal(String name, State from, State to) {
    if (state != from) {
      throw new Rejected(Rejected.Kind.CONFLICT, instance.name() + " is " + state);
    }
    String pid = Long.toString(pid().orElseThrow());
    try {
      int exit = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
      if (exit != 0) {
        throw new Rejected(Rejected.Kind.FAILED, "SIG" + name + " did not reach " + pid);
      }
    } catch (IOException e) {
      throw new IllegalStateException("no kill command", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    set(to);
  }

  /** SIGTERM, and SIGKILL when it does not heed it; waits until the process is gone. */
  void stop() {
    if (state == State.PAUSED) {
      resume();
    }
    end(false);
  }

  /** SIGKILL; waits until the process is gone. */
  void kill() {
    end(true);
  }

  private void end(boolean atOnce) {
    Run running = run;
    set(State.STOPPED);
    if (running == null) {
      return;
    }
    Process process = running.process();
    boolean ran = process.isAlive();
    try {
      if (!atOnce) {
        process.destroy();
      }
      Duration patience = running.cache().isRecording() ? STOP_RECORDING : STOP;
      if (atOnce || !process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      } else if (ran) {
        running.cache().keep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    changed.run();
  }

  private synchronized void ready(Process started) {
    if (isCurrent(started) && state == State.STARTING) {
      set(State.READY);
    }
  }

  private synchronized void left(Process ended) {
    if (isCurrent(ended) && state != State.STOPPED) {
      set(State.FAILED);
    }
  }

  private boolean isCurrent(Process process) {
    Run current = run;
    return current != null && process.equals(current.process());
  }

  private synchronized void set(State next) {
    state = next;
    changed.run();
  }

  private String tail() {
    Path log = launch.log(instance);
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return "; the end of " + log + ":\n" + new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "; its log " + log + " cannot be read";
    }
  }
}
