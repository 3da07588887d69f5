/// What may stand behind an option of the command line: each reads one kind of number, and says
/// what is wrong with another.
@NullMarked
package dev.adjoint.examples.option;

import org.jspecify.annotations.NullMarked;
