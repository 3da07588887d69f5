package dev.adjoint.examples;

/// How good a network is at one moment of its training.
///
/// @param step how many steps it has made
/// @param epoch the same in passes through the training data
/// @param loss of the latest batch; NaN before the first
/// @param train accuracy on the training data, 0…1
/// @param test accuracy on the test data, 0…1
/// @param speed samples per second since the evaluation before, without the time of evaluations;
///   NaN before the first step
record Evaluation(int step, double epoch, double loss, double train, double test, double speed) {}
