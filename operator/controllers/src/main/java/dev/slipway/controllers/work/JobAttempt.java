package dev.slipway.controllers.work;

/** One Job for a step, and how far it is. */
public record JobAttempt(int number, long generation, JobState state) {}
