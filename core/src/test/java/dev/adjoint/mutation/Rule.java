package dev.adjoint.mutation;

import com.sun.source.util.TreePath;
import java.util.List;

/// A method that says a derivative, or a part of one.
///
/// @param type the name of the class whose file this is
/// @param name class and method, such as `Pow.byBase`
/// @param method the path to it in the attributed tree of its file
/// @param isElementwise whether all its tensors have one type
/// @param tests the classes of tests that have to catch what is wrong with it
record Rule(String type, String name, TreePath method, boolean isElementwise, List<String> tests) {}
