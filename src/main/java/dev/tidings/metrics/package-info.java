/**
 * What is counted and measured, in one place, so that its names and labels are a closed set: no label carries an id, a user
 * or any text that a client can choose. The rooms above tell by small listener interfaces of their own what happens; the
 * composition root joins the two.
 *
 * <p>Every method may be called from any thread, never blocks, and costs some tens of nanoseconds: all meters are made at
 * the start.
 */
package dev.tidings.metrics;
