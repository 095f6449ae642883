package dev.tidings;

/** What the process ends with. */
final class Exit {

    static final int OK = 0;
    static final int FAILURE = 1;
    static final int WRONG_USAGE = 2;

    /** EX_CONFIG of sysexits.h. */
    static final int WRONG_SETTING = 78;

    private Exit() {}
}
