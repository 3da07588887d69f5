/// Metrics: how good predictions are, in numbers for people. They are counted, not differentiated;
/// for what a training makes small see [losses][dev.adjoint.nn.loss].
///
/// ```java
/// ConfusionMatrix matrix = ConfusionMatrix.metric(10).of(model, test);
/// IO.println(matrix.report());
/// double top5 = TopK.metric(5).of(model, test).rate();
/// double r2 = RegressionErrors.metric().of(model, test).r2();
/// ```
///
/// ## Deliberate
///
/// - A metric gives what was counted, a [Tally][dev.adjoint.nn.metric.Tally], and only the whole
///   tally becomes a rate: a mean of the means of chunks is another number where chunks differ in
///   size, and of precision or R² it is meaningless.
/// - 0/0 is 0 for precision, recall and F1 of a class that was never predicted or never there, as
///   in scikit-learn; rates over no rows at all are NaN.
/// - A score of NaN is larger than any number, as for [ArgMax][dev.adjoint.op.ArgMax], NumPy and
///   PyTorch: accuracy, confusion matrix and top 1 are one number, of a model that has diverged,
///   too.
@NullMarked
package dev.adjoint.nn.metric;

import org.jspecify.annotations.NullMarked;
