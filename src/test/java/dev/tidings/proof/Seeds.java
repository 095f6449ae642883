package dev.tidings.proof;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a {@link Seeded} test once for each of its seeds. */
final class Seeds implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return Seed.all().mapToObj(Run::new);
    }

    /** One run of the test. */
    private record Run(long seed) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int number) {
            return this.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            TestExecutionExceptionHandler teller = (context, failure) -> {
                failure.addSuppressed(new AssertionError("it ran with " + this));
                throw failure;
            };
            return List.of(teller, new SeedParameter(seed));
        }

        @Override
        public String toString() {
            return "-Dproof.seed=" + seed;
        }
    }

    private record SeedParameter(long seed) implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == long.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return seed;
        }
    }
}
