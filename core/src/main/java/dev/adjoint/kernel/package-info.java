/// The inner loops.
@NullMarked
package dev.adjoint.kernel;

import org.jspecify.annotations.NullMarked;
