package dev.slipway.testkit.s3;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/** All that is granted on one bucket, as S3 takes it: always the whole of it. */
record BucketPolicy(String bucket, List<Grant> grants) {
  private static final List<String> OF_THE_BUCKET =
      List.of("GetBucketLocation", "GetBucketVersioning", "GetBucketObjectLockConfiguration");

  BucketPolicy with(Grant grant) {
    return new BucketPolicy(bucket, Stream.concat(grants.stream(), Stream.of(grant)).toList());
  }

  String json() {
    return grants.stream()
        .flatMap(this::statements)
        .collect(joining(",", "{\"Version\": \"2012-10-17\", \"Statement\": [", "]}"));
  }

  /** Rights on the bucket and on its objects do not mix in one statement. */
  private Stream<String> statements(Grant grant) {
    var ofTheBucket = statement(grant, OF_THE_BUCKET, bucket, "");
    if (grant.right == S3Right.LIST) {
      var condition =
          """
          , "Condition": {"StringLike": {"s3:prefix": "%s*"}}"""
              .formatted(grant.prefix);
      var limit = grant.prefix.isEmpty() ? "" : condition;
      return Stream.of(ofTheBucket, statement(grant, actions(grant.right), bucket, limit));
    }
    var objects = bucket + "/" + grant.prefix + "*";
    return Stream.of(ofTheBucket, statement(grant, actions(grant.right), objects, ""));
  }

  private static List<String> actions(S3Right right) {
    return switch (right) {
      case READ ->
          List.of("GetObject", "GetObjectVersion", "GetObjectTagging", "GetObjectRetention");
      case LIST -> List.of("ListBucket", "ListBucketVersions");
      case PUT ->
          List.of("PutObject", "AbortMultipartUpload", "PutObjectTagging", "PutObjectRetention");
      case DELETE -> List.of("DeleteObject", "DeleteObjectVersion");
    };
  }

  private static String statement(
      Grant grant, List<String> actions, String resource, String condition) {
    return """
        {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": [%s], "Resource": "arn:aws:s3:::%s"%s}"""
        .formatted(
            grant.user.accessKey(),
            actions.stream().map("\"s3:%s\""::formatted).collect(joining(", ")),
            resource,
            condition);
  }

  /** One right of one user on the keys that begin with the prefix. */
  record Grant(S3Credentials user, S3Right right, String prefix) {}
}
