package dev.tidings.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterParserTest {

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    `` -> 0
                    `   ` -> 3
                    a -> 1
                    == -> 0
                    ==1 -> 0
                    a== -> 3
                    a==1; -> 5
                    a==1, -> 5
                    ;a==1 -> 0
                    a==1;;b==2 -> 5
                    a==1 b==2 -> 5
                    a==1 b -> 5
                    a==b c -> 5
                    a b==1 -> 2
                    a=foo=1 -> 1
                    a==1;b=LT=1 -> 6
                    a=null=1 -> 1
                    a=1 -> 1
                    a!1 -> 1
                    a!b==5 -> 1
                    a==b=c -> 4
                    a==b!c -> 4
                    a==~b -> 3
                    a==b~c -> 4
                    a<>1 -> 2
                    a=== -> 3
                    a=x1=5 -> 1
                    .a==1 -> 0
                    a.==1 -> 2
                    b==1;a..c==1 -> 7
                    `""==1` -> 0
                    `b==2;"a..b"==1` -> 5
                    a==1;.==1 -> 5
                    a=ex=maybe -> 5
                    a=ex=1 -> 5
                    a=ex=(true,false) -> 5
                    a=ex= -> 5
                    a=ex=TRUE -> 5
                    a=gt=(1,2) -> 5
                    a==(1,2) -> 3
                    a!=(x,y) -> 3
                    a=in=() -> 6
                    a=in=(1 -> 7
                    a=in=(1,) -> 8
                    a=in=(1;2) -> 7
                    a=in=(1 2) -> 8
                    a=in=((1)) -> 6
                    a=in=1,2 -> 8
                    a==" -> 3
                    a=='b -> 3
                    `a=="b\\"` -> 3
                    a=="b"c -> 6
                    a==b"c" -> 4
                    (a==1 -> 5
                    a==1) -> 4
                    () -> 1
                    (a==1)b==2 -> 6
                    (a==1)(b==2) -> 6
                    a==1;(b==2,(c==3) -> 17
                    a==1 AND b==2 -> 5
                    a==1 and  -> 9
                    😀==1;b=no=1 -> 7
                    """)
    void aFilterThatCannotBeUsedIsRefusedWithThePlaceOfWhatIsWrong(String filter, int position) {
        TidingsException refusal = refusal(filter == null ? "" : filter);
        assertThat(refusal.members()).containsExactly(java.util.Map.entry("position", position));
        assertThat(refusal.code()).isEqualTo(Code.BAD_REQUEST);
        assertThat(refusal.detail()).contains("character " + position + ":").endsWith(".");
    }

    private static TidingsException refusal(String filter) {
        return catchThrowableOfType(TidingsException.class, () -> Filter.parse(filter));
    }

    @Test
    void parenthesesNestThirtyTwoDeepAndNoDeeper() {
        String most = "(".repeat(32) + "a==1" + ")".repeat(32);
        assertThat(Filter.parse(most).canonical()).isEqualTo("a==1");
        assertThat(refusal("(" + most + ")").members()).containsEntry("position", 32);
        assertThat(refusal("(".repeat(2000)).members()).containsEntry("position", 32);
        String side = "(".repeat(31) + "a==1" + ")".repeat(31);
        assertThat(Filter.parse("(" + side + ";" + side + ";b=in=(1,2))").canonical())
                .isEqualTo("a==1;b=in=(1,2)");
    }

    @Test
    void aFilterHasTwoKibibytesAtMostInUtf8() {
        String most = "a==" + "x".repeat(2045);
        assertThat(Filter.parse(most).canonical()).isEqualTo(most);
        assertThat(refusal(most + "y").members()).containsEntry("position", 2048);
        String wide = "a==" + "é".repeat(1022);
        assertThat(Filter.parse(wide + "y").canonical()).isEqualTo(wide + "y");
        assertThat(refusal(wide + "é").members()).containsEntry("position", 1025);
        String astral = "a==x" + "😀".repeat(511);
        assertThat(Filter.parse(astral).canonical()).isEqualTo(astral);
        assertThat(refusal(astral + "y").members()).containsEntry("position", 4 + 1022);
        assertThat(refusal("a==" + "€".repeat(682)).members()).containsEntry("position", 3 + 681);
    }

    static Stream<String> bombs() {
        return Stream.of(
                "(".repeat(2048),
                ")".repeat(2048),
                "(a==1,".repeat(341),
                many("a==1", ","),
                many("a==1", ";"),
                many("a<1", ";"),
                many("a==*", ","),
                many("(a==1)", ";"),
                "a=in=(" + "1,".repeat(1020) + "1)",
                "a=in=(" + "(".repeat(2000),
                "a==" + "*x".repeat(1020),
                "a==" + "*".repeat(2045),
                "a==*" + "x".repeat(1000) + "*" + "x".repeat(1000) + "y",
                "a.".repeat(1000) + "a==1",
                ".".repeat(2048),
                "'".repeat(2048),
                "\\".repeat(2048),
                "a==\"" + "\\\"".repeat(1020),
                "=".repeat(2048),
                "a" + "=x".repeat(1020),
                " ".repeat(2048),
                " and ".repeat(400),
                "a==1" + " ".repeat(2000) + "and b==1",
                "a==1e" + "9".repeat(2000),
                "a<-0." + "0".repeat(2000) + "1e" + "9".repeat(10),
                ";".repeat(2048));
    }

    private static String many(String part, String by) {
        int times = (2048 + by.length()) / (part.length() + by.length());
        return String.join(by, java.util.Collections.nCopies(times, part));
    }

    /** A stack of 256 KiB is a fraction of what an event loop has. */
    @ParameterizedTest
    @MethodSource("bombs")
    void aBombCostsNoMoreThanItsLength(String bomb) {
        Subject subject = Documents.subject("{\"a\":\"" + "x".repeat(100_000) + "\"}");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> onASmallStack(() -> use(bomb, subject)));
    }

    private static void use(String bomb, Subject subject) {
        Filter filter;
        try {
            filter = Filter.parse(bomb);
        } catch (TidingsException refused) {
            assertThat(refused.members()).containsKey("position");
            return;
        }
        for (int i = 0; i < 20; i++) {
            filter.test(subject);
        }
        assertThat(filter.canonical()).isNotEmpty();
    }

    private static void onASmallStack(Runnable task) throws Exception {
        java.util.concurrent.FutureTask<?> future = new java.util.concurrent.FutureTask<>(task, null);
        new Thread(null, future, "small", 256 * 1024).start();
        future.get();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            textBlock =
                    """
                    b==2;a==1 -> a==1;b==2
                    b==2,a==1,b==2 -> a==1,b==2
                    a==1 and (b==2 and c==3) -> a==1;b==2;c==3
                    a==1 or (b==2 or (c==3)) -> a==1,b==2,c==3
                    (a==1,b==2);c==3 -> (a==1,b==2);c==3
                    c==3;a==1,b==2 -> a==1;c==3,b==2
                    ((a==1);(b==2),(b==2;a==1)) -> a==1;b==2
                    a=gt=1 -> a>1
                    a=ge=1.0 -> a>=1
                    a=lt=10e2 -> a<1e3
                    a=le=0.50 -> a<=0.5
                    a<-0 -> a<0
                    a<12345e-2 -> a<123.45
                    a<1e-3 -> a<1e-3
                    a<'1.0' -> a<"1.0"
                    a<'true' -> a<true
                    a=="x" -> a==x
                    a=='x y' -> a=="x y"
                    a=='1' -> a=="1"
                    a==1.0 -> a==1.0
                    a=='true' -> a=="true"
                    a==x\\*y -> a=="x\\*y"
                    a=='x\\*y' -> a=="x\\*y"
                    a==x** -> a==x*
                    a=="x *" -> a=="x *"
                    a=in=(x*) -> a=="x\\*"
                    a=in=(y,x,"x") -> a=in=(x,y)
                    a=in=(x) -> a==x
                    a=out=(x,'x') -> a!=x
                    a=in=x -> a==x
                    a==(x) -> a==x
                    a=ex='true' -> a=ex=true
                    "a.b"==x -> a.b==x
                    'a b'==x -> "a b"==x
                    a=='say "x"' -> a=="say \\"x\\""
                    """)
    void oneTextStandsForAllSpellings(String filter, String canonical) {
        assertThat(Filter.parse(filter).canonical()).isEqualTo(canonical);
        assertThat(Filter.parse(canonical)).isEqualTo(Filter.parse(filter));
    }

    @ParameterizedTest
    @CsvSource({"a==1,a==1.0", "a==1,'a==\"1\"'", "a<1,'a<\"1\"'", "a==x,a==X", "a==1,a!=2", "'a==\"*\"','a==\"\\*\"'"})
    void filtersThatMeanSomethingElseAreNotEqual(String one, String other) {
        assertThat(Filter.parse(one)).isNotEqualTo(Filter.parse(other));
    }
}
