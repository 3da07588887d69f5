package dev.adjoint.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Says which examples there are.
@Command(name = "list", description = "Lists the examples.")
final class ListExamples implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.parent().subcommands().values().stream()
        .filter(example -> example.getCommandSpec() != spec)
        .forEach(example -> spec.commandLine().getOut().println(line(example)));
  }

  private static String line(CommandLine example) {
    String what = example.getCommandSpec().usageMessage().description()[0];
    return "%-6s %s".formatted(example.getCommandName(), what);
  }
}
