package dev.adjoint.kernel;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/// Skips tests of vector loops where there are none.
public final class WithoutVectors implements SkipExecutionHook {
  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return Kernels.hasVectors()
        ? SkipResult.doNotSkip()
        : SkipResult.skip("the Vector API is switched off");
  }
}
