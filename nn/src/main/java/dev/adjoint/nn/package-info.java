/// Neural networks: models are records of tensors, layers are functions of tensors, optimisers are
/// pure functions of models and their gradients.
@NullMarked
package dev.adjoint.nn;

import org.jspecify.annotations.NullMarked;
