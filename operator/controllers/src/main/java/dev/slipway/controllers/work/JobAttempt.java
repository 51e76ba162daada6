package dev.slipway.controllers.work;

import java.time.Instant;

/**
 * One Job for a step, and how far it is.
 *
 * @param generation of the object that wanted it, when it was started
 * @param since when the Job is there
 */
public record JobAttempt(String step, int number, long generation, Instant since, JobState state) {}
