package dev.slipway.controllers.work;

/** Labels and annotations that others may rely on. */
public final class Labels {
  /** Of a Job: the run that it belongs to, by the uid of the object that wants it. */
  public static final String RUN = "slipway.dev/run";

  public static final String STEP = "slipway.dev/step";
  public static final String ATTEMPT = "slipway.dev/attempt";

  /** Of a Job: the generation of the object that wants it, when it was started. */
  public static final String GENERATION = "slipway.dev/generation";

  /** Of a Backup: why it was made. Only the operator sets it. */
  public static final String BACKUP_REASON = "slipway.dev/backup-reason";

  /** Of a Service of ours: the Service that it stands in for. */
  public static final String SHADOW_OF = "slipway.dev/shadow-of";

  /** On an object that was changed to bring an app to rest: by whom, and as it was before. */
  public static final String QUIESCED = "slipway.dev/quiesced";

  /** Of a Service whose users are sent elsewhere: where they were, and where they are. */
  public static final String SWITCHED = "slipway.dev/switched";

  private Labels() {}
}
