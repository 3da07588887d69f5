package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;

/// A tensor of a model that is no parameter: what a layer has seen so far, such as the running mean
/// of a batch normalisation. It is kept, compiled and stored with the model; gradients and
/// optimisers leave it alone ([Trained]), and [Pass#update] moves it on.
///
/// @param value the numbers
public record Statistic(Tensor value) {}
