/**
 * Proof from outside: what a client of the contract can see of the real jar, in a process of its own. Nothing here knows a
 * class of the server, save {@code model}; what it knows of the server is an address, a process and its answers.
 *
 * <p>{@link dev.tidings.proof.ServerProcess} starts, kills and measures a server; the clients record what they are told;
 * {@link dev.tidings.proof.Workload} is many of them at once, and {@link dev.tidings.proof.history.HistoryChecker} judges
 * what they saw.
 */
package dev.tidings.proof;
