package dev.adjoint.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// What a command line did.
///
/// @param status the exit status
/// @param out the lines of standard output
/// @param err the lines of standard error
record Outcome(int status, List<String> out, List<String> err) {
  static Outcome of(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int status = Main.commandLine(writer(out), writer(err), args).execute(args);
    return new Outcome(status, out.toString().lines().toList(), err.toString().lines().toList());
  }

  private static PrintWriter writer(StringWriter text) {
    return new PrintWriter(text, true);
  }
}
