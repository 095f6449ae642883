/**
 * What clients saw, as values, and whether a server that keeps the contract could have made them see it. Pure: no socket, no
 * file, no thread; time comes from outside.
 *
 * <p>A {@link dev.tidings.proof.history.Journal} gathers, from any thread, every attempt of every client and every frame of
 * every stream. Once all is quiet its {@link dev.tidings.proof.history.History} goes through
 * {@link dev.tidings.proof.history.HistoryChecker}, which takes the log that the nodes tell as the order of everything and
 * holds all else against it.
 */
package dev.tidings.proof.history;
