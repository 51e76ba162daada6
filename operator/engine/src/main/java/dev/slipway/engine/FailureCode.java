package dev.slipway.engine;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every failure that the engine expects. The code alone decides the exit code, whether a retry may
 * help, and the reason that people read.
 */
public enum FailureCode {
  /** The worker was started without an order. */
  ORDER_MISSING("OrderMissing", ExitCode.USAGE),
  /** The call or the order is wrong. */
  ORDER_INVALID("OrderInvalid", ExitCode.USAGE),

  DATABASE_UNREACHABLE("DatabaseUnreachable", ExitCode.ENVIRONMENT),
  CREDENTIALS_REJECTED("CredentialsRejected", ExitCode.REFUSED),
  CONNECTION_LOST("ConnectionLost", ExitCode.ENVIRONMENT),
  LOCK_TIMEOUT("LockTimeout", ExitCode.ENVIRONMENT),
  OUT_OF_SPACE("OutOfSpace", ExitCode.ENVIRONMENT),
  /** The database refused a statement, for a reason that a retry does not mend. */
  DATABASE_REFUSED("DatabaseRefused", ExitCode.REFUSED),
  SCHEMA_MISSING("SchemaMissing", ExitCode.REFUSED),
  TABLE_MISSING("TableMissing", ExitCode.REFUSED),
  /** A Secret that was mounted lacks a key. */
  SECRET_KEY_MISSING("SecretKeyMissing", ExitCode.REFUSED),

  STORE_UNREACHABLE("StoreUnreachable", ExitCode.ENVIRONMENT),
  /** The key is known, and may not do this. */
  STORE_ACCESS_DENIED("StoreAccessDenied", ExitCode.REFUSED),
  /** The store does not know the key, or its secret is another one. */
  STORE_CREDENTIALS_REJECTED("StoreCredentialsRejected", ExitCode.REFUSED),
  /** The store's clock and ours are too far apart for it to take our signatures. */
  CLOCK_SKEWED("ClockSkewed", ExitCode.ENVIRONMENT),
  /** The bucket is in another region than we were told. */
  STORE_REGION_WRONG("StoreRegionWrong", ExitCode.REFUSED),
  /** The store's certificate is not one that we trust. */
  STORE_UNTRUSTED("StoreUntrusted", ExitCode.REFUSED),
  /** The store refused a call, for a reason that a retry does not mend. */
  STORE_REFUSED("StoreRefused", ExitCode.REFUSED),
  /** The store lets a second writer replace what the first one wrote. */
  STORE_NOT_CONDITIONAL("StoreNotConditional", ExitCode.REFUSED),
  BUCKET_MISSING("BucketMissing", ExitCode.REFUSED),
  FILE_NOT_IN_STORE("FileNotInStore", ExitCode.REFUSED),
  OBJECT_MISSING("ObjectMissing", ExitCode.REFUSED),
  /** A write-once object is there already. */
  OBJECT_EXISTS("ObjectExists", ExitCode.INTEGRITY),

  RULES_ILLEGAL("RulesIllegal", ExitCode.REFUSED),
  /** Files that are to be joined do not stem from the same installation, or from no known state. */
  LINEAGE_DIFFERS("LineageDiffers", ExitCode.REFUSED),
  /** Sources that are to be joined have changed the same thing differently. */
  MERGE_CONFLICT("MergeConflict", ExitCode.REFUSED),
  /** The app in the target is not of the versions that the file was made with. */
  VERSIONS_DIFFER("VersionsDiffer", ExitCode.REFUSED),
  /** The content that the rules take along must not leave as it is. */
  CONTENT_REFUSED("ContentRefused", ExitCode.REFUSED),
  /** A single row that does not fit into the memory of those who read it. */
  ROW_TOO_LARGE("RowTooLarge", ExitCode.REFUSED),
  STRUCTURE_UNSUPPORTED("StructureUnsupported", ExitCode.REFUSED),
  /** The change would reach rows of a table that it has no business with. */
  OTHER_TABLES_TOUCHED("OtherTablesTouched", ExitCode.REFUSED),
  /** A role is set to write in spite of the fence. */
  FENCE_OVERRIDDEN("FenceOverridden", ExitCode.REFUSED),
  /** Sessions that may write were not ended when the fence was raised. */
  FENCE_LEAKS("FenceLeaks", ExitCode.REFUSED),
  /** The role for releases may not do what a release needs, or cannot shut the app's role out. */
  RELEASE_ROLE_UNFIT("ReleaseRoleUnfit", ExitCode.REFUSED),
  /** The file is not proven where it has to be before. */
  NOT_VALIDATED("NotValidated", ExitCode.REFUSED),
  PREVIEW_STALE("PreviewStale", ExitCode.REFUSED),
  /** What an undo would put back was changed by others since. */
  CHANGED_SINCE("ChangedSince", ExitCode.REFUSED),
  /** A successor has drawn a higher token: this worker must not write any more. */
  SUPERSEDED("Superseded", ExitCode.REFUSED),
  /** A living worker of another run is at this database: once it has ended, a retry helps. */
  OTHER_RUN_AT_WORK("OtherRunAtWork", ExitCode.ENVIRONMENT),
  /** Another environment works in the very same database. */
  DATABASE_SHARED("DatabaseShared", ExitCode.REFUSED),
  /**
   * The app's configuration is not what its last release left, and that may not be released over.
   */
  DRIFTED("Drifted", ExitCode.REFUSED),

  DIGEST_MISMATCH("DigestMismatch", ExitCode.INTEGRITY),
  FILE_DAMAGED("FileDamaged", ExitCode.INTEGRITY),
  BACKUP_DAMAGED("BackupDamaged", ExitCode.INTEGRITY),
  BACKUP_INCOMPLETE("BackupIncomplete", ExitCode.INTEGRITY),
  /** It is to be taken away, and its store keeps it, or somebody has pinned it there. */
  BACKUP_HELD("BackupHeld", ExitCode.REFUSED),
  /** It is encrypted, and nobody gave an identity. */
  IDENTITY_MISSING("IdentityMissing", ExitCode.REFUSED),
  /** It is encrypted to others than those whose identity was given. */
  IDENTITY_WRONG("IdentityWrong", ExitCode.REFUSED),
  /** What has to be encrypted would be written in clear. */
  ENCRYPTION_REQUIRED("EncryptionRequired", ExitCode.REFUSED),
  /** Written by a version of Slipway that this one does not know. */
  FORMAT_UNKNOWN("FormatUnknown", ExitCode.REFUSED),
  /** A folder cannot be read as it is, or changed while it was read. */
  STORAGE_UNREADABLE("StorageUnreadable", ExitCode.ENVIRONMENT),
  /** The target of a restore is not one into which this backup may go. */
  RESTORE_UNSUITABLE("RestoreUnsuitable", ExitCode.REFUSED),
  /** COMMIT was said and not answered: the ledger tells whether the restore took place. */
  RESTORE_UNCERTAIN("RestoreUncertain", ExitCode.ENVIRONMENT),
  LEDGER_DISAGREES("LedgerDisagrees", ExitCode.INTEGRITY),
  /** The database is older than what was done to it: somebody has set it back. */
  DATABASE_WENT_BACK("DatabaseWentBack", ExitCode.NEEDS_PERSON),
  /** Somebody asked whether a file was applied, and it was not. */
  NOT_APPLIED("NotApplied", ExitCode.REFUSED),
  /** A check was made, and its answer is not the one that was expected. */
  VALIDATION_FAILED("ValidationFailed", ExitCode.REFUSED),
  /** A check could not be made: that is no success. */
  VALIDATION_INCONCLUSIVE("ValidationInconclusive", ExitCode.REFUSED),

  /** A program that the engine runs, such as pg_dump, is missing or of the wrong version. */
  CLIENT_UNSUITABLE("ClientUnsuitable", ExitCode.REFUSED),
  /** A program that the engine runs ended with an error. */
  CLIENT_FAILED("ClientFailed", ExitCode.ENVIRONMENT),

  INTERRUPTED("Interrupted", ExitCode.INTERRUPTED),
  BUG("InternalError", ExitCode.BUG);

  private final String reason;
  private final ExitCode exitCode;

  FailureCode(String reason, ExitCode exitCode) {
    this.reason = reason;
    this.exitCode = exitCode;
  }

  /** The code behind a word; none where a newer version wrote it. */
  public static Optional<FailureCode> ofReason(@Nullable String reason) {
    return Arrays.stream(values()).filter(code -> code.reason.equals(reason)).findFirst();
  }

  /** The word that conditions, events and reports carry. */
  public String reason() {
    return reason;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
