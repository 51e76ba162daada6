package dev.slipway.controllers.release;

/**
 * Between a look and the release there may be days: what was withdrawn meanwhile does not count.
 */
final class FindEvidenceAgain extends FindEvidence {}
