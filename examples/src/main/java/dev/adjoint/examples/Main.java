package dev.adjoint.examples;

import dev.adjoint.examples.experiment.Experiments;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/// The command line: one command for each example.
///
/// Exit status: 0 when all went well; 2, with one line on standard error, for a wrong option, a
/// data file that cannot be read or a folder that cannot be written.
@Command(
    name = "adjoint-examples",
    synopsisSubcommandLabel = "EXAMPLE",
    description = {"Examples of Adjoint, automatic differentiation for Java.", ""},
    commandListHeading = "%nExamples:%n",
    footer = {
      "",
      "Options of an example: EXAMPLE --help",
      "With Maven: mvn -q compile -Dexample=EXAMPLE -Dargs=\"OPTIONS\""
    })
public final class Main {
  private static final int USER_ERROR = CommandLine.ExitCode.USAGE;

  private Main() {}

  /// Runs an example and ends the program with its exit status.
  ///
  /// @param args the name of an example and its options
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(commandLine(writer(System.out), writer(System.err), args).execute(args));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err, String... args) {
    var program = new CommandLine(new Main());
    program.getCommandSpec().addOption(help());
    examples(program, out, args).forEach(program::addSubcommand);
    return program
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Main::explain)
        .setExecutionExceptionHandler(Main::explain);
  }

  /// The one that is named first, or all: to learn the options of all takes tenths of a second.
  private static List<Object> examples(CommandLine program, PrintWriter out, String... args) {
    List<Object> own = List.of(new Xor(out), new Mnist(out), new Calculus(out), new Mistakes(out));
    return args.length == 0
        ? all(own, program, out)
        : named(args[0], own)
            .or(() -> named(args[0], Experiments.commands(out)))
            .map(List::of)
            .orElseGet(() -> all(own, program, out));
  }

  private static Optional<Object> named(String name, List<Object> examples) {
    return examples.stream()
        .filter(example -> example.getClass().getAnnotation(Command.class).name().equals(name))
        .findFirst();
  }

  private static List<Object> all(List<Object> own, CommandLine program, PrintWriter out) {
    return Stream.<List<Object>>of(
            own, Experiments.commands(out), List.of(new ListExamples(program)))
        .flatMap(List::stream)
        .toList();
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .scopeType(ScopeType.INHERIT)
        .description("Shows this help.")
        .build();
  }

  private static int explain(ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return fail(e.getCommandLine(), e.getMessage() + "; see " + command + " --help");
  }

  /// What the world outside did wrong is an [IOException]; anything else is a bug and keeps its
  /// trace.
  private static int explain(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof IOException) {
      return fail(command, String.valueOf(e.getMessage()));
    }
    throw e;
  }

  private static int fail(CommandLine command, String message) {
    String line = command.getCommandName() + ": " + message.replaceAll("\\R", " ");
    command.getErr().println(command.getColorScheme().errorText(line));
    return USER_ERROR;
  }
}
