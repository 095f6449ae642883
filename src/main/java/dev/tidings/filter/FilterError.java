package dev.tidings.filter;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;

/** What is told of a filter that cannot be used. */
final class FilterError {

    private FilterError() {}

    /** @param position of what is wrong, in UTF-16 units from 0; it becomes a member of the problem */
    static TidingsException at(int position, String detail) {
        return TidingsException.of(
                        Code.BAD_REQUEST, "The filter cannot be used, at character " + position + ": " + detail)
                .with("position", position);
    }
}
