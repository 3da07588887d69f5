/// Layers: functions of tensors that are records of tensors, and the first values of their
/// parameters.
///
/// A layer without parameters is an op: `Sigmoid::of`, `Relu::of`, `Softmax::of`.
///
/// ## Deliberate
///
/// - A layer is its function and nothing else: no name, no mode, no gradient. Any record that
///   implements [Layer][dev.adjoint.nn.layer.Layer] is a model.
/// - The mode is an argument, the [Pass][dev.adjoint.nn.layer.Pass], not a switch in the model: a
///   model in use for evaluation cannot be left in training by mistake. A pass also carries the
///   random numbers of a step in and the new statistics out, so that a layer stays a pure function.
/// - What a pass notes inside of a function that is traced by itself is a formula of that function,
///   and of no use outside. The pass knows by the [scope][dev.adjoint.Scope] and says so when it is
///   asked for the statistics: who wants a gradient alone is not bothered. Out of a
///   [Checkpointed][dev.adjoint.nn.layer.Checkpointed] layer they come as further results.
/// - A [Sequential][dev.adjoint.nn.layer.Sequential] hands the pass on but is not modal by itself:
///   what counts is what it holds.
/// - Names of layers belong to the [Sequential][dev.adjoint.nn.layer.Sequential] that holds them,
///   beside the layers and not around them: what looks for a layer of a kind finds it.
/// - [Frozen][dev.adjoint.nn.layer.Frozen] is a layer, not a flag: a model says by its form what of
///   it is trained.
/// - A [Summary][dev.adjoint.nn.layer.Summary] finds the layers of a record in its formula, since a
///   record can be neither wrapped nor watched. Lambdas are called by the op that they apply.
/// - [Statistic][dev.adjoint.nn.layer.Statistic]s are told from parameters by where they stand in
///   the model ([Trained][dev.adjoint.nn.layer.Trained]), not by a list of names, nor by their
///   tensors: one tensor may stand at two places, as a gradient of zeros does.
/// - Record constructors check nothing of tensors; the factories and `apply` do. A tree of a
///   model's form may hold other things than parameters, such as the norm of each of them.
/// - Every layer takes a key of its own. Two layers of one key would begin with the same numbers.
/// - Numbers are drawn in f64 and rounded, or cut off, to f32: a model of either dtype starts from
///   the same numbers.
@NullMarked
package dev.adjoint.nn.layer;

import org.jspecify.annotations.NullMarked;
