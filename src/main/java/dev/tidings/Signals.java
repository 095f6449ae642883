package dev.tidings;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Hears the signals that end a process. By its own means the JDK ends with 128 + the signal's number and takes no notice
 * of a second one; so its one door for this, {@code sun.misc.Signal}, is needed. It is reached by reflection, since the
 * compiler has a warning for its name that cannot be turned off.
 */
final class Signals {

    private Signals() {}

    /** Calls the handler with the number of each SIGTERM and SIGINT, on a thread of its own. */
    static void onEnd(Consumer<Integer> handler) {
        try {
            handle("TERM", handler);
            handle("INT", handler);
        } catch (ReflectiveOperationException unsupported) {
            throw new IllegalStateException("this JDK cannot handle signals", unsupported);
        }
    }

    private static void handle(String name, Consumer<Integer> handler) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        int number = (int) signalType.getMethod("getNumber").invoke(signal);
        Object proxy = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                    if (!method.getName().equals("handle")) {
                        return method.invoke(handler, arguments);
                    }
                    handler.accept(number);
                    return null;
                });
        signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, proxy);
    }
}
