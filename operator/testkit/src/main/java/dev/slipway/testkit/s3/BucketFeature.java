package dev.slipway.testkit.s3;

/** What a bucket can do beyond keeping the latest object of a key. */
public enum BucketFeature {
  /** Overwritten and deleted objects are kept as versions. */
  VERSIONING,
  /** Versions can be protected from deletion; implies VERSIONING. */
  OBJECT_LOCK
}
