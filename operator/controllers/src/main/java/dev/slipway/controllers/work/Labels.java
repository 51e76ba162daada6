package dev.slipway.controllers.work;

/** Labels and annotations that others may rely on. */
public final class Labels {
  public static final String ENVIRONMENT_UID = "slipway.dev/environment-uid";
  public static final String STEP = "slipway.dev/step";
  public static final String ATTEMPT = "slipway.dev/attempt";
  public static final String GENERATION = "slipway.dev/generation";

  private Labels() {}
}
