package dev.slipway.controllers.work;

/** Labels and annotations that others may rely on. */
public final class Labels {
  /** Of a Job: the run that it belongs to, by the uid of the object that wants it. */
  public static final String RUN = "slipway.dev/run";

  public static final String STEP = "slipway.dev/step";
  public static final String ATTEMPT = "slipway.dev/attempt";

  /** Of a Job: the generation of the object that wants it, when it was started. */
  public static final String GENERATION = "slipway.dev/generation";

  /** Of a Job: what it was told of what people may still change, as a few digits. */
  public static final String BASIS = "slipway.dev/basis";

  /** Of a Job: the generation of the environment that it runs in, when it was started. */
  public static final String ENVIRONMENT_GENERATION = "slipway.dev/environment-generation";

  /**
   * Of a Job whose image is the environment's own: a policy of the chart looks whether it is, where
   * it finds this.
   */
  public static final String OWN_IMAGE = "slipway.dev/own-image";

  /** Of a Job that is no worker's but a check of the app's own: the run that asks it. */
  public static final String CHECKS_RUN = "slipway.dev/checks-run";

  /** Of such a Job: the CronJob that its template is from, as a policy of the chart has it. */
  public static final String FROM_CRON_JOB = "slipway.dev/from-cron-job";

  /** Of a Backup: why it was made. Only the operator sets it. */
  public static final String BACKUP_REASON = "slipway.dev/backup-reason";

  /** The reason of one that was made by the clock. */
  public static final String SCHEDULED = "Scheduled";

  /** On a Backup that was made by the clock: the time that it was made for. */
  public static final String SCHEDULED_FOR = "slipway.dev/scheduled-for";

  /** Of a Service of ours: the Service that it stands in for. */
  public static final String SHADOW_OF = "slipway.dev/shadow-of";

  /** Of a Service of ours by which users come in: the environment whose app it leads to. */
  public static final String FRONT_OF = "slipway.dev/front-of";

  /** Of a maintenance page's Deployment and pods: its name. */
  public static final String PAGE_OF = "slipway.dev/page-of";

  /** On an object that was changed to bring an app to rest: by whom, and as it was before. */
  public static final String QUIESCED = "slipway.dev/quiesced";

  /** On an environment, set by people: any new value has a worker look at it at once. */
  public static final String OBSERVE = "slipway.dev/observe";

  /** On one of our own kinds, set to "disabled" by somebody who wants it left alone. */
  public static final String RECONCILE = "slipway.dev/reconcile";

  /** Of a Service whose users are sent elsewhere: where they were, and where they are. */
  public static final String SWITCHED = "slipway.dev/switched";

  private Labels() {}
}
