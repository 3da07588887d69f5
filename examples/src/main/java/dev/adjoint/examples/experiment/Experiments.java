package dev.adjoint.examples.experiment;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// All experiments, in the order in which to read them.
public final class Experiments {
  private Experiments() {}

  /// {@return the commands: the experiments, and `all`, which runs every one of them}
  ///
  /// @param out where text goes
  public static List<Object> commands(PrintWriter out) {
    var commands = new ArrayList<Object>(all(out));
    commands.add(new All(out, all(out)));
    return commands;
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
