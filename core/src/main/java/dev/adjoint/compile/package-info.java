/// Programs.
@NullMarked
package dev.adjoint.compile;

import org.jspecify.annotations.NullMarked;
