package dev.adjoint.kernel;

/// Where the positions of several images of a [Convolution] are, one after the other, when outputs
/// are neighbours and each position is a row of them.
///
/// @param images how many
/// @param places of each position among the spread planes of `x`
/// @param rows of each position among those of `y`
/// @param sums where the sums of each tap begin
record PositionTables(int images, int[] places, int[] rows, int[] sums) {
  static PositionTables of(Convolution c) {
    int images = Convolution.together(c.xSpread() + c.outputs * c.yPlane, c.images);
    int[] places = new int[images * c.yPlane];
    int[] rows = new int[places.length];
    Runs runs = c.yRuns;
    for (int image = 0; image < images; image++) {
      for (int r = 0; r < runs.size(); r++) {
        int first = image * c.yPlane + runs.from()[r];
        for (int k = 0; k < runs.count()[r]; k++) {
          places[first + k] = image * c.xSpread() + runs.to()[r] + k;
        }
      }
    }
    for (int p = 0; p < rows.length; p++) {
      rows[p] = p * c.outputs;
    }
    int[] sums = new int[c.tap.length];
    for (int t = 0; t < sums.length; t++) {
      sums[t] = t * c.sumPitch();
    }
    return new PositionTables(images, places, rows, sums);
  }
}
