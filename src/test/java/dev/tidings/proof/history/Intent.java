package dev.tidings.proof.history;

import dev.tidings.model.Position;

/**
 * What an attempt to write wants. Attempts of one mark are one write, tried again under one idempotency key.
 *
 * @param id null where the server makes one
 * @param mark unique in the history, and left in the resource; null for a deletion and for what changes nothing
 * @param ifMatch the version on which it depends, or null
 * @param batch whether writes of the same mark in other collections are applied with it or not at all
 */
public record Intent(String method, String id, String mark, Position ifMatch, boolean batch) {

    /** The member of a resource that tells which write made it so. */
    public static final String MARK = "mark";

    public static Intent write(String method, String id, String mark) {
        return new Intent(method, id, mark, null, false);
    }

    public static Intent delete(String id) {
        return new Intent("DELETE", id, null, null, false);
    }

    public Intent onlyIf(Position version) {
        return new Intent(method, id, mark, version, batch);
    }

    public Intent inBatch() {
        return new Intent(method, id, mark, ifMatch, true);
    }

    String toString(String collection) {
        return method + " " + collection + (id == null ? "" : "/" + id) + (mark == null ? "" : " (mark " + mark + ")")
                + (ifMatch == null ? "" : " if " + ifMatch);
    }

    boolean deletes() {
        return method.equals("DELETE");
    }
}
