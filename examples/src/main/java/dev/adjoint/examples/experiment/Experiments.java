package dev.adjoint.examples.experiment;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/// All experiments, in the order in which to read them.
public final class Experiments {
  private Experiments() {}

  /// Adds the experiments to a command line, and `all`, which runs every one of them.
  ///
  /// @param program the command line
  /// @param out where text goes
  public static void addTo(CommandLine program, PrintWriter out) {
    all(out).forEach(program::addSubcommand);
    program.addSubcommand(new All(out, all(out)));
  }

  static List<Experiment> all(PrintWriter out) {
    return List.of(
        new FunctionPlots(out),
        new OptimizerPaths(out),
        new TruthTables(out),
        new XorArticle(out),
        new GradientChecks(out),
        new XorPlane(out),
        new HiddenPlane(out),
        new CustomOp(out),
        new BackwardPass(out),
        new TwoLayers(out),
        new OptimizersExperiment(out),
        new Activations(out),
        new InitialWeights(out),
        new BatchNormalization(out),
        new WeightDecayExperiment(out),
        new DropoutExperiment(out),
        new HyperParameters(out),
        new SimpleConvolution(out),
        new DeepConvolution(out),
        new ReducedPrecision(out));
  }
}
