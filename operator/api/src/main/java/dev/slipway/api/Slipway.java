package dev.slipway.api;

/** The coordinates of the API: written into every object that a user applies. */
public final class Slipway {
  public static final String GROUP = "slipway.dev";
  public static final String VERSION = "v1alpha1";
  public static final String CATEGORY = "slipway";

  /**
   * The observedGeneration of an object that no operator has looked at yet. The API server fills it
   * in: those who wait by kstatus take an object without a status for done.
   */
  public static final long UNSEEN = -1;

  private Slipway() {}
}
