package dev.slipway.controllers.work;

import java.time.Instant;

/**
 * What keeps a worker from working. It goes on by itself once that is mended.
 *
 * @param message in the words of the kubelet, the scheduler or the API server
 * @param since when its pod, or else its Job, was made
 */
public record Obstacle(WorkerTrouble trouble, String message, Instant since) {}
