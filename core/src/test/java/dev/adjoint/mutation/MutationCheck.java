package dev.adjoint.mutation;

import dev.adjoint.mutation.Verdict.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Breaks every derivative rule in every way that [Mutator] knows, one at a time, and runs the test
/// of its op: a mutant that no test catches is a hole in the tests.
///
/// ```sh
/// mvn -q test -pl core -Pmutation
/// mvn -q test -pl core -Pmutation -Dargs="Sin Pow"
/// ```
///
/// The test of an op is the one beside it; a class without one, such as what `Max` and `Min` share,
/// is judged by the tests of all that mention it. Mutants that change nothing are listed, each with
/// the reason, in [Equivalents]; the check fails when another survives, when a listed one is caught
/// or not made any more, or when a test fails of unbroken rules.
final class MutationCheck {
  private final Sources sources;
  private final MemoryCompiler compiler = new MemoryCompiler();
  private final Fork fork;
  private final Set<String> names = new HashSet<>();
  private final Set<String> passed = new HashSet<>();
  private int made;
  private int caught;
  private int equivalent;
  private int problems;

  private MutationCheck(Sources sources, Fork fork) {
    this.sources = sources;
    this.fork = fork;
  }

  /// Prints what survived, and a line for each class with rules.
  public static void main(String... arguments) throws IOException {
    var wanted = List.of(arguments).subList(1, arguments.length);
    var sources = Sources.of(Path.of(arguments[0]));
    try (var fork = new Fork()) {
      var check = new MutationCheck(sources, fork);
      sources
          .rules()
          .forEach((type, rules) -> {
            if (wanted.isEmpty() || wanted.contains(simple(type))) {
              check.check(type, rules);
            }
          });
      check.conclude(wanted.isEmpty());
      System.exit(check.problems == 0 ? 0 : 1);
    }
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private void check(String type, List<Rule> rules) {
    var mutants = new ArrayList<Mutant>();
    rules.forEach(rule -> mutants.addAll(Mutator.mutants(sources.trees(), rule)));
    if (mutants.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    int count = 0;
    int found = 0;
    for (Mutant mutant : mutants) {
      var classes = compiler.compile(type, mutant.source());
      if (classes.isPresent()) {
        count++;
        var verdict = fork.judge(classes.get(), mutant.rule().tests());
        found += verdict.isCaught() ? 1 : 0;
        judge(mutant, verdict);
      }
    }
    rules.stream().flatMap(rule -> rule.tests().stream()).distinct().forEach(this::passUnbroken);
    made += count;
    caught += found;
    System.out.printf(
        "%-16s %4d mutants %4d caught %5.1f s%n",
        simple(type), count, found, (System.nanoTime() - start) / 1e9);
  }

  /// Else all would be caught.
  private void passUnbroken(String test) {
    if (passed.add(test)) {
      var verdict = fork.judge(Map.of(), List.of(test));
      if (verdict.kind() != Kind.SURVIVED) {
        problem(test + " of unbroken rules: " + verdict);
      }
    }
  }

  private void judge(Mutant mutant, Verdict verdict) {
    names.add(mutant.name());
    var reason = Equivalents.REASONS.get(mutant.name());
    if (verdict.kind() == Kind.NOT_RUN) {
      problem("not run: " + mutant + ": " + verdict.detail());
    } else if (verdict.isCaught() && reason != null) {
      problem("listed as equivalent, but caught: " + mutant);
    } else if (!verdict.isCaught() && reason == null) {
      problem("survived: " + mutant);
    } else if (reason != null) {
      equivalent++;
      System.out.println("  equivalent: " + mutant + ": " + reason);
    }
  }

  private void problem(String line) {
    problems++;
    System.out.println("  " + line);
  }

  private void conclude(boolean all) {
    if (all) {
      Equivalents.REASONS.keySet().stream()
          .filter(name -> !names.contains(name))
          .forEach(name -> problem("listed as equivalent, but not made: " + name));
    }
    System.out.printf(
        "%d mutants: %d caught, %d equivalent, %d problems%n", made, caught, equivalent, problems);
  }
}
