package dev.adjoint.nn.io;

/// What a header says of one array.
///
/// @param name its name
/// @param element how its elements lie in the file
/// @param sizes its sizes
/// @param begin its first byte, from the end of the header on
/// @param end the byte after its last
record SafetensorsEntry(String name, Element element, int[] sizes, long begin, long end) {}
