package dev.adjoint.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Says which examples there are.
@Command(name = "list", description = "Lists the examples.")
final class ListExamples implements Runnable {
  private final CommandLine program;

  ListExamples(CommandLine program) {
    this.program = program;
  }

  @Override
  public void run() {
    program.getSubcommands().values().stream()
        .filter(example -> !(example.getCommand() instanceof ListExamples))
        .forEach(example -> program.getOut().println(line(example)));
  }

  private static String line(CommandLine example) {
    String what = example.getCommandSpec().usageMessage().description()[0];
    return "%-20s %s".formatted(example.getCommandName(), what);
  }
}
