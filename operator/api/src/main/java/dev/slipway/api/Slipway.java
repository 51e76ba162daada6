package dev.slipway.api;

/** The coordinates of the API: written into every object that a user applies. */
public final class Slipway {
  public static final String GROUP = "slipway.dev";
  public static final String VERSION = "v1alpha1";
  public static final String CATEGORY = "slipway";

  private Slipway() {}
}
