/// Programs that a newcomer reads in order, and the experiments.
@NullMarked
package dev.adjoint.examples;

import org.jspecify.annotations.NullMarked;
