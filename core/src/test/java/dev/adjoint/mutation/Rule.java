package dev.adjoint.mutation;

import com.sun.source.util.TreePath;

/// A method that says a derivative, or a part of one.
///
/// @param type the name of the class whose file this is
/// @param name class and method, such as `Pow.byBase`
/// @param method the path to it in the attributed tree of its file
/// @param isElementwise whether all its tensors have one type
record Rule(String type, String name, TreePath method, boolean isElementwise) {}
