package dev.tidings.model;

/**
 * One JSON object of a collection as it stands after a change.
 *
 * @param id the resource's name within its collection, see {@link Names#isId}
 * @param revision the revision of its last change
 * @param createdAt when it was created, milliseconds since the epoch, UTC
 * @param updatedAt when it was last changed, milliseconds since the epoch, UTC
 * @param document the client's own members: a compact JSON object without the members that the server manages, each
 *     token as its author wrote it
 */
public record Resource(String id, long revision, long createdAt, long updatedAt, String document) {

    /** The resource as clients see it: the four managed members first, then the client's own. */
    public String representation() {
        StringBuilder json = new StringBuilder(document.length() + 160);
        json.append("{\"id\":\"").append(id); // an id needs no escapes
        json.append("\",\"revision\":").append(revision);
        json.append(",\"createdAt\":\"").append(Timestamps.format(createdAt));
        json.append("\",\"updatedAt\":\"").append(Timestamps.format(updatedAt)).append('"');
        boolean empty = document.length() == 2;
        return json.append(empty ? "" : ",")
                .append(document, 1, document.length())
                .toString();
    }
}
