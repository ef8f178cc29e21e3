package io.customerkey.model;

import io.customerkey.model.Moves.Move;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through every sequence of events, the shortest first. Goes on behind no state that breaks a
 * law.
 */
final class Explorer {
  private final Setting setting;
  private final Rules rules;
  private final List<Move> moves;

  /**
   * What an exploration saw.
   *
   * @param states different ones
   * @param steps taken
   * @param depth longest sequence
   * @param findings a shortest sequence for each law that is broken
   */
  record Report(long states, long steps, int depth, List<Finding> findings) {}

  /**
   * A sequence that ends where it should not.
   *
   * @param law broken
   * @param sequence of events
   */
  record Finding(String law, List<String> sequence) {
    @Override
    public String toString() {
      return law + " after " + String.join("; ", sequence);
    }
  }

  private record Step(@Nullable Step before, String name) {}

  private record Node(World world, @Nullable Step step) {}

  Explorer(Setting setting, Rules rules, List<Move> moves) {
    this.setting = setting;
    this.rules = rules;
    this.moves = List.copyOf(moves);
  }

  /**
   * @param prelude what happens before
   * @param depth longest sequence
   * @param first whether it ends with the first finding
   */
  Report explore(List<Move> prelude, int depth, boolean first) {
    World world = World.FIRST;
    Step step = null;
    for (Move move : prelude) {
      world = next(world, move);
      step = new Step(step, move.name());
    }
    Map<String, Finding> findings = new LinkedHashMap<>();
    Set<String> known = new HashSet<>();
    known.add(Canon.name(world));
    List<Node> frontier = List.of(new Node(world, step));
    long steps = 0;
    for (int level = 1; level <= depth; level++) {
      List<Node> found = new ArrayList<>();
      for (Node node : frontier) {
        for (Move move : moves) {
          steps++;
          World reached = next(node.world(), move);
          boolean news = known.add(Canon.name(reached));
          if (news || reached.truth().broken().isPresent()) {
            var taken = new Step(node.step(), move.name());
            Optional<String> law = Laws.broken(setting, rules, reached);
            law.ifPresent(
                text -> findings.computeIfAbsent(text, t -> new Finding(t, sequence(taken))));
            if (first && law.isPresent()) {
              return new Report(known.size(), steps, level, List.copyOf(findings.values()));
            }
            if (law.isEmpty() && level < depth) {
              found.add(new Node(reached, taken));
            }
          }
        }
      }
      frontier = found;
    }
    return new Report(known.size(), steps, depth, List.copyOf(findings.values()));
  }

  private World next(World world, Move move) {
    var turn = new Turn(setting, rules, world);
    move.effect().accept(turn);
    return turn.end();
  }

  private static List<String> sequence(Step last) {
    Deque<String> names = new ArrayDeque<>();
    for (Step step = last; step != null; step = step.before()) {
      names.addFirst(step.name());
    }
    return List.copyOf(names);
  }
}
