/// What the examples learn from.
@NullMarked
package dev.adjoint.examples.data;

import org.jspecify.annotations.NullMarked;
