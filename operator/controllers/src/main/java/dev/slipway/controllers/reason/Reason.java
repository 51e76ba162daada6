package dev.slipway.controllers.reason;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import java.util.Arrays;
import java.util.Set;

/**
 * Every reason that a condition can have, and what it means. The page for users is made from it:
 * {@code operator/docs/reasons.md}.
 */
public enum Reason {
  AS_WANTED("AsWanted", Turn.NOBODY, "All is as the spec wants it."),
  PROGRESSING(
      "Progressing", Turn.NOBODY, "Something is under way; the message says what is awaited."),
  DONE("Done", Turn.NOBODY, "This part of the run is done."),
  SUCCEEDED("Succeeded", Turn.NOBODY, "The release is applied, validated and open."),
  ALREADY_APPLIED(
      "AlreadyApplied",
      Turn.NOBODY,
      "The target runs this very file, validated and unchanged: nothing was touched."),
  RESTORED("Restored", Turn.NOBODY, "The backup is restored, validated and open."),
  BACKED_UP("BackedUp", Turn.NOBODY, "The backup is complete and was read back."),
  OBSERVED("Observed", Turn.NOBODY, "A worker has seen it so."),
  GRANTED("Granted", Turn.NOBODY, "The operator may work in this namespace."),
  OPEN("Open", Turn.NOBODY, "No run holds the app."),
  MIGRATION_PLAN("MigrationPlan", Turn.NOBODY, "A release holds the app closed."),
  RESTORE("Restore", Turn.NOBODY, "A restore holds the app closed."),

  DELETING("Deleting", Turn.NOBODY, "What is stored goes, and the object after it."),
  SWITCHED("Switched", Turn.NOBODY, "The Service leads to the restored app."),
  SWITCHED_BACK("SwitchedBack", Turn.NOBODY, "The Service leads to where it did before."),
  AS_RELEASED("AsReleased", Turn.NOBODY, "Configuration is what the last release or restore left."),
  CONFIGURATION_CHANGED(
      "ConfigurationChanged",
      Turn.YOU,
      "Configuration was changed here since the last release: see `driftPolicy`."),
  NO_BASELINE(
      "NoBaseline", Turn.NOBODY, "Nothing was released here yet that drift could be told against."),
  BASELINE_OUTDATED(
      "BaselineOutdated",
      Turn.NOBODY,
      "What counts as configuration is told otherwise since the baseline was taken. The next"
          + " release takes another."),
  NOT_OBSERVED("NotObserved", Turn.NOBODY, "No worker has looked yet."),
  NOT_WATCHED("NotWatched", Turn.NOBODY, "Nobody wants to know, or nothing tells what it is."),
  REPLICAS_NOT_READY(
      "ReplicasNotReady", Turn.TIME, "Not all replicas that are wanted of the app are ready."),

  RECORD_MISSING(
      "RecordMissing",
      Turn.YOU_LOOK,
      "The run has ended as it says, and its record, with the mark of the file where it earned one,"
          + " could not be written to the releases store; the message says why."),

  ABORTED("Aborted", Turn.NOBODY, "The run was aborted, as asked."),
  TAKEN_BACK(
      "TakenBack",
      Turn.NOBODY,
      "A person had a release taken back that had succeeded: its file counts as validated here no"
          + " more."),
  LATER_RELEASE(
      "LaterRelease",
      Turn.YOU,
      "What is to be taken back is no longer what the environment runs: take back what came after"
          + " it first, release an earlier file, or restore a backup."),
  RECONCILE_DISABLED(
      "ReconcileDisabled",
      Turn.YOU,
      "The annotation `slipway.dev/reconcile` says `disabled`: nothing is done here until it is"
          + " taken away."),
  NOT_CONSENTED(
      "NotConsented",
      Turn.YOU,
      "An environment that is needed does not list this namespace among its `consumers`."),
  NOT_GRANTED(
      "NotGranted",
      Turn.YOU,
      "The operator has no rights in this namespace: add it to `grant.namespaces` of the chart."),
  ACTION_REFUSED(
      "ActionRefused",
      Turn.YOU,
      "The Kubernetes API refused a change for good; the message has its words."),

  ENVIRONMENT_MISSING(
      "EnvironmentMissing",
      Turn.YOU,
      "There is no AppEnvironment of this name in this namespace. It goes on once there is."),
  ENVIRONMENT_NOT_READY(
      "EnvironmentNotReady", Turn.YOU, "The AppEnvironment is not Ready: its conditions say why."),
  REFERENCE_MISSING(
      "ReferenceMissing",
      Turn.YOU,
      "The AppEnvironment names workloads, claims, Services or ConfigMaps that are not there."),
  SOURCE_MISSING("SourceMissing", Turn.YOU, "The plan's source is not there."),
  SOURCE_NOT_DEVELOPMENT(
      "SourceNotDevelopment",
      Turn.YOU,
      "Only an environment of stage Development is a source to build from."),
  SOURCE_IS_TARGET(
      "SourceIsTarget", Turn.YOU, "A release cannot go from an environment into itself."),
  ANOTHER_APP("AnotherApp", Turn.YOU, "Source and target are environments of different apps."),
  APPROVAL_NOT_ENFORCED(
      "ApprovalNotEnforced",
      Turn.YOU,
      "The chart's admission policies for approvals are not in force: Production needs them."),
  APPROVER_IS_AUTHOR(
      "ApproverIsAuthor",
      Turn.YOU,
      "`separateApprover` wants somebody else to approve than who wrote the plan."),
  AUTHOR_UNKNOWN(
      "AuthorUnknown", Turn.YOU, "`separateApprover` needs a plan that says `createdBy`."),
  GIT_NOT_TRUSTED(
      "GitNotTrusted",
      Turn.YOU,
      "A decision was made in Git, and `trustGit` of the environment is not set."),
  SIGN_OFF_REJECTED(
      "SignOffRejected", Turn.NOBODY, "A person has looked at the release and does not accept it."),
  VARIABLES_MISSING(
      "VariablesMissing",
      Turn.YOU,
      "The file's content refers to variables that the target lacks; `status.missingVariables` has"
          + " them. It goes on by itself once they are there."),
  WINDOW_CLOSED(
      "WindowClosed",
      Turn.TIME,
      "The release waits for its window; the message says when it opens."),
  WINDOW_OVER(
      "WindowOver",
      Turn.YOU,
      "The plan's window is over and does not open again, or it closed before the release could be"
          + " applied, and nothing was changed: set another."),
  WINDOW_TOO_SHORT(
      "WindowTooShort",
      Turn.YOU,
      "The release is expected to need longer than its window is ever open."),
  SETTINGS_DIFFER(
      "SettingsDiffer",
      Turn.YOU,
      "Settings that have to be equal in all environments of a chain are not."),
  BACKUP_REQUIRED(
      "BackupRequired", Turn.YOU, "The environment does not let a release go without a backup."),
  BACKUP_MISSING("BackupMissing", Turn.YOU, "The Backup is not there."),
  BACKUP_OF_ANOTHER_ENVIRONMENT(
      "BackupOfAnotherEnvironment",
      Turn.YOU,
      "The Backup was made of another environment than the one that it is to be restored in."),
  BACKUP_UNSUITABLE(
      "BackupUnsuitable", Turn.YOU, "The Backup does not hold what the restore needs."),
  BACKUP_FAILED("BackupFailed", Turn.YOU, "The Backup failed; its own status says why."),
  BACKUP_STALLED(
      "BackupStalled",
      Turn.YOU,
      "The backup before the release came to no end before the deadline; its own status says why."),
  SAFETY_BACKUP_FAILED(
      "SafetyBackupFailed",
      Turn.YOU,
      "The backup before the restore failed; its own status says why."),
  DATA_LOSS_NOT_ACCEPTED(
      "DataLossNotAccepted",
      Turn.YOU,
      "The environment took writes after the backup: `acceptDataLossSince` has to say that they may"
          + " go."),
  BACKUP_IN_USE(
      "BackupInUse",
      Turn.NOBODY,
      "A release or restore needs what the Backup holds: it goes once that has ended."),
  BACKUP_NOT_IN_STORE(
      "BackupNotInStore",
      Turn.YOU,
      "What is to be adopted is not in the store of the environment that the Backup names."),
  SCOPE_DIFFERS(
      "ScopeDiffers", Turn.YOU, "What was adopted is of another scope than the spec says."),
  SCRATCH_MISSING(
      "ScratchMissing", Turn.YOU, "`verify: Scratch` needs `backups.scratch` of the environment."),
  SCHEDULE_NEVER_DUE(
      "ScheduleNeverDue",
      Turn.YOU,
      "There is no day as the schedule says, such as a 31st of June."),
  TIME_ZONE_UNKNOWN("TimeZoneUnknown", Turn.YOU, "There is no time zone of this name."),
  KEY_MATERIAL_IN_CLEAR(
      "KeyMaterialInClear",
      Turn.YOU,
      "The backup holds keys of the app and is not encrypted: see `stores.backups.encryption`."),
  SWITCH_BY_HAND(
      "SwitchByHand", Turn.YOU, "Traffic cannot be switched for you; the message says the steps."),
  CLAIM_IN_USE(
      "ClaimInUse",
      Turn.YOU,
      "Only one pod may mount the claim, and one has: back the files up at zero replicas."),
  CLAIMS_ON_SEVERAL_NODES(
      "ClaimsOnSeveralNodes",
      Turn.YOU,
      "Claims that one node each may mount are on several nodes."),
  CLAIM_NOT_READABLE(
      "ClaimNotReadable",
      Turn.YOU,
      "No user and group can be told that can read the claim. Set `worker.runAs`."),

  APP_NOT_READY(
      "AppNotReady", Turn.YOU, "The app was started and does not become ready. See its log."),
  APP_DOES_NOT_STOP(
      "AppDoesNotStop",
      Turn.YOU,
      "Pods of the app do not end. See their finalizers and their node."),
  QUIESCE_TIMED_OUT(
      "QuiesceTimedOut",
      Turn.YOU,
      "The app did not come to rest in time: somebody else scales it, or its pods do not end."),
  NAME_TAKEN("NameTaken", Turn.YOU, "An object that is not ours has a name that we need."),
  SCALE_CONTESTED(
      "ScaleContested",
      Turn.YOU,
      "Somebody else scales a workload up again, or lets an autoscaler loose, while the app is"
          + " being brought to rest. The message names them: have them leave its scale alone"
          + " meanwhile."),
  TRAFFIC_CONTESTED(
      "TrafficContested",
      Turn.YOU,
      "Somebody else changes the Service that is switched to the maintenance page."),
  DEADLINE_EXCEEDED(
      "DeadlineExceeded",
      Turn.YOU,
      "The run did not come to its end before its deadline; nothing was applied."),
  HELD(
      "Held",
      Turn.YOU_LOOK,
      "The release is applied and failed, and is not rolled back by itself: the plan says `Hold`,"
          + " or others have written since. The app is closed until a person answers."),
  REOPENED_UNVALIDATED(
      "ReopenedUnvalidated",
      Turn.YOU_LOOK,
      "A person opened the app with what was applied in place, and it is not validated."),
  UNKNOWN("Unknown", Turn.YOU_LOOK, "Why it ended is lost; the log of the operator may tell."),

  WORKER_FAILED(
      "WorkerFailed", Turn.TIME, "The worker ended without a report; its log may tell why."),
  WORKER_EVICTED("WorkerEvicted", Turn.TIME, "The worker's pod was evicted from its node."),
  WORKER_OUT_OF_MEMORY(
      "WorkerOutOfMemory",
      Turn.YOU,
      "The worker was killed for want of memory: raise `worker.resources`."),
  WORKER_DEADLINE_EXCEEDED(
      "WorkerDeadlineExceeded", Turn.TIME, "The worker did not end before its Job's deadline."),
  WORKER_DELETED("WorkerDeleted", Turn.TIME, "Somebody has deleted the worker's pod or its Job."),
  REPORT_LOST("ReportLost", Turn.TIME, "The worker ended, and its pod is gone with its report."),
  NODE_LOST("NodeLost", Turn.TIME, "The node of the worker says nothing any more."),
  IMAGE_UNAVAILABLE(
      "ImageUnavailable",
      Turn.YOU,
      "The worker's image cannot be had. It goes on by itself once it can."),
  UNSCHEDULABLE(
      "Unschedulable",
      Turn.YOU,
      "No node takes the worker; the message has the scheduler's words. It goes on by itself."),
  QUOTA_EXCEEDED("QuotaExceeded", Turn.YOU, "The namespace's quota leaves no room for the worker."),
  ADMISSION_DENIED("AdmissionDenied", Turn.YOU, "An admission policy does not let the worker in."),
  SECRET_MISSING(
      "SecretMissing",
      Turn.YOU,
      "The worker waits for a Secret; the message names it. It goes on by itself once it is"
          + " there."),
  CONFIG_MAP_MISSING("ConfigMapMissing", Turn.YOU, "The worker waits for a ConfigMap."),
  CLAIM_MISSING("ClaimMissing", Turn.YOU, "The worker waits for a claim that is not there."),
  CLAIM_NOT_MOUNTABLE(
      "ClaimNotMountable",
      Turn.YOU,
      "The claim cannot be mounted where the worker is, most often since another node has it."),
  WORKER_CANNOT_START(
      "WorkerCannotStart",
      Turn.YOU,
      "The worker's pod waits for something; the message names it. It goes on by itself once that"
          + " is there."),
  BACKOFF_LIMIT_EXCEEDED(
      "BackoffLimitExceeded", Turn.TIME, "The worker's pod ended, and nobody saw how."),
  RETRYING("Retrying", Turn.TIME, "The Kubernetes API does not do as asked."),

  ORDER_MISSING(FailureCode.ORDER_MISSING, "The worker was started without an order."),
  ORDER_INVALID(
      FailureCode.ORDER_INVALID,
      "A call or an order is wrong, most often since operator and worker are not of one version."),
  DATABASE_UNREACHABLE(
      FailureCode.DATABASE_UNREACHABLE, "Nobody answers at the database's address."),
  CREDENTIALS_REJECTED(
      FailureCode.CREDENTIALS_REJECTED,
      "The database does not take user name and password. A changed Secret is used at the next"
          + " try."),
  CONNECTION_LOST(FailureCode.CONNECTION_LOST, "The connection to the database broke."),
  LOCK_TIMEOUT(FailureCode.LOCK_TIMEOUT, "Another session holds a lock on a table for too long."),
  OUT_OF_SPACE(FailureCode.OUT_OF_SPACE, "A disk is full."),
  DATABASE_REFUSED(
      FailureCode.DATABASE_REFUSED, "The database refused a statement; the message has its words."),
  SCHEMA_MISSING(
      FailureCode.SCHEMA_MISSING,
      "The database has no schema of the name that the environment gives."),
  TABLE_MISSING(FailureCode.TABLE_MISSING, "A table that is needed is not there."),
  SECRET_KEY_MISSING(FailureCode.SECRET_KEY_MISSING, "A Secret lacks the key that the spec names."),
  STORE_UNREACHABLE(FailureCode.STORE_UNREACHABLE, "Nobody answers at the store's endpoint."),
  STORE_ACCESS_DENIED(
      FailureCode.STORE_ACCESS_DENIED, "The key of the store is known and may not do this."),
  STORE_CREDENTIALS_REJECTED(
      FailureCode.STORE_CREDENTIALS_REJECTED,
      "The store does not know the key, or its secret is another one."),
  CLOCK_SKEWED(
      FailureCode.CLOCK_SKEWED,
      "The clocks of the store and of the worker's node are too far apart."),
  STORE_REGION_WRONG(
      FailureCode.STORE_REGION_WRONG, "The bucket is in another region than the spec says."),
  STORE_UNTRUSTED(
      FailureCode.STORE_UNTRUSTED,
      "The store's certificate is not one that is trusted: see `caSecret`."),
  STORE_REFUSED(FailureCode.STORE_REFUSED, "The store refused a call; the message has its words."),
  STORE_NOT_CONDITIONAL(
      FailureCode.STORE_NOT_CONDITIONAL,
      "The store lets a second writer replace an object: it cannot be used."),
  BUCKET_MISSING(FailureCode.BUCKET_MISSING, "There is no such bucket."),
  FILE_NOT_IN_STORE(
      FailureCode.FILE_NOT_IN_STORE, "The migration file is in none of the two stores."),
  OBJECT_MISSING(FailureCode.OBJECT_MISSING, "An object in the store is gone."),
  OBJECT_EXISTS(
      FailureCode.OBJECT_EXISTS, "A write-once object is there already, with other content."),
  RULES_ILLEGAL(
      FailureCode.RULES_ILLEGAL, "A rule is not possible for a table on one of the two sides."),
  LINEAGE_DIFFERS(
      FailureCode.LINEAGE_DIFFERS,
      "What is to be joined does not stem from the same installation, or no base is named."),
  MERGE_CONFLICT(
      FailureCode.MERGE_CONFLICT,
      "Sources that are to be joined have changed the same thing differently: name in"
          + " `merge.resolve` whose version is taken."),
  VERSIONS_DIFFER(
      FailureCode.VERSIONS_DIFFER,
      "The app in the target is not of the versions that the file was made with."),
  CONTENT_REFUSED(
      FailureCode.CONTENT_REFUSED,
      "What the rules take along must not leave as it is; the message names the findings."),
  ROW_TOO_LARGE(
      FailureCode.ROW_TOO_LARGE,
      "A single row has more than 16 MB, or, where several files are joined, more than its share of"
          + " 4 MB: the message names the table."),
  STRUCTURE_UNSUPPORTED(
      FailureCode.STRUCTURE_UNSUPPORTED,
      "The structure has something that cannot be carried over."),
  OTHER_TABLES_TOUCHED(
      FailureCode.OTHER_TABLES_TOUCHED,
      "The change would reach rows of a table that it has no business with."),
  FENCE_OVERRIDDEN(FailureCode.FENCE_OVERRIDDEN, "A role is set to write in spite of the fence."),
  FENCE_LEAKS(
      FailureCode.FENCE_LEAKS, "Sessions that may write were not ended when the fence was raised."),
  RELEASE_ROLE_UNFIT(
      FailureCode.RELEASE_ROLE_UNFIT,
      "The role of `releaseCredentialsSecret` may not do what a release needs, or cannot shut the"
          + " app's role out."),
  NOT_VALIDATED(
      FailureCode.NOT_VALIDATED,
      "The file is not validated where this environment promotes from, or not for long enough."),
  PREVIEW_STALE(
      FailureCode.PREVIEW_STALE,
      "The target has changed since the preview: it is made anew, and has to be approved again."),
  CHANGED_SINCE(FailureCode.CHANGED_SINCE, "What would be undone was changed by others since."),
  SUPERSEDED(FailureCode.SUPERSEDED, "A later worker has taken over."),
  OTHER_RUN_AT_WORK(FailureCode.OTHER_RUN_AT_WORK, "A worker of another run is at this database."),
  DATABASE_SHARED(
      FailureCode.DATABASE_SHARED,
      "Another environment works in the very same database and schema."),
  DRIFTED(
      FailureCode.DRIFTED,
      "Configuration was changed here since the last release, and `driftPolicy` is Block."),
  BACKUP_HELD(
      FailureCode.BACKUP_HELD, "The store holds the backup, by a lock or a legal hold: it stays."),
  DIGEST_MISMATCH(FailureCode.DIGEST_MISMATCH, "A file's content is not what its name says."),
  FILE_DAMAGED(FailureCode.FILE_DAMAGED, "A migration file cannot be read to its end."),
  BACKUP_DAMAGED(FailureCode.BACKUP_DAMAGED, "A backup's bytes are not those that were written."),
  BACKUP_INCOMPLETE(FailureCode.BACKUP_INCOMPLETE, "A backup lacks a part."),
  IDENTITY_MISSING(
      FailureCode.IDENTITY_MISSING,
      "It is encrypted, and no identity is given: see `encryption.identitySecret`."),
  IDENTITY_WRONG(
      FailureCode.IDENTITY_WRONG, "It is encrypted to others than those whose identity is given."),
  ENCRYPTION_REQUIRED(
      FailureCode.ENCRYPTION_REQUIRED,
      "The environment requires encryption, and names no recipients."),
  FORMAT_UNKNOWN(
      FailureCode.FORMAT_UNKNOWN,
      "It was written by a version of Slipway that this one does not know."),
  STORAGE_UNREADABLE(
      FailureCode.STORAGE_UNREADABLE, "A folder cannot be read, or changed while it was read."),
  RESTORE_UNSUITABLE(
      FailureCode.RESTORE_UNSUITABLE, "The target is not one into which this backup may go."),
  RESTORE_UNCERTAIN(
      FailureCode.RESTORE_UNCERTAIN, "The answer to COMMIT is missing; the ledger is asked."),
  LEDGER_DISAGREES(
      FailureCode.LEDGER_DISAGREES, "The ledger in the database says something else than the run."),
  DATABASE_WENT_BACK(
      FailureCode.DATABASE_WENT_BACK,
      "The database is older than what was done to it: somebody has set it back."),
  NOT_APPLIED(FailureCode.NOT_APPLIED, "The ledger says that the file was not applied."),
  VALIDATION_FAILED(FailureCode.VALIDATION_FAILED, "A check was answered otherwise than expected."),
  VALIDATION_INCONCLUSIVE(
      FailureCode.VALIDATION_INCONCLUSIVE, "A check could not be made: that is no success."),
  CLIENT_UNSUITABLE(
      FailureCode.CLIENT_UNSUITABLE,
      "A program such as pg_dump is missing in the image, or too old for the server."),
  CLIENT_FAILED(FailureCode.CLIENT_FAILED, "A program such as pg_dump ended with an error."),
  INTERRUPTED(FailureCode.INTERRUPTED, "The worker was told to stop."),
  INTERNAL_ERROR(FailureCode.BUG, "A fault; the log tells more. Please report it.");

  private static final Set<String> WORDS =
      Arrays.stream(values()).map(Reason::word).collect(toUnmodifiableSet());

  private final String word;
  private final Turn turn;
  private final String meaning;

  Reason(String word, Turn turn, String meaning) {
    this.word = word;
    this.turn = turn;
    this.meaning = meaning;
  }

  Reason(FailureCode code, String meaning) {
    this(code.reason(), turn(code.exitCode()), meaning);
  }

  /** Whether a word is one of them. A worker of a newer version may have others. */
  public static boolean isKnown(String word) {
    return WORDS.contains(word);
  }

  /** As users read it. */
  public String word() {
    return word;
  }

  /** Who has to act. */
  public Turn turn() {
    return turn;
  }

  /** What it means, and what to do. */
  public String meaning() {
    return meaning;
  }

  private static Turn turn(ExitCode code) {
    return switch (code) {
      case ENVIRONMENT, INTERRUPTED -> Turn.TIME;
      case INTEGRITY, NEEDS_PERSON -> Turn.YOU_LOOK;
      case BUG -> Turn.US;
      default -> Turn.YOU;
    };
  }
}
