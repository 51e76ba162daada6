package dev.slipway.controllers.work;

/**
 * One Job for a step, and how far it is.
 *
 * @param generation of the object that wanted it, when it was started
 */
public record JobAttempt(String step, int number, long generation, JobState state) {}
