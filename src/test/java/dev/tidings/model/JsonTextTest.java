package dev.tidings.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.JsonText.Member;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private static final int DEPTH = JsonText.MAX_DEPTH;

    private static JsonText parse(String text) {
        JsonText fromText = JsonText.parse(text, DEPTH);
        JsonText fromBytes = JsonText.parse(text.getBytes(UTF_8), DEPTH);
        assertThat(fromBytes.text()).isEqualTo(fromText.text());
        return fromText;
    }

    private static TidingsException refusal(Runnable reading) {
        try {
            reading.run();
        } catch (TidingsException refused) {
            assertThat(refused.code()).isEqualTo(Code.BAD_REQUEST);
            return refused;
        }
        throw new AssertionError("was read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "{\"a\":1.10,\"b\":1e400,\"c\":-0,\"d\":123456789012345678901234567890}",
                "{\"\\u0061\":\"\\/\\u00e9\\ud83d\\ude00\",\"é\":\"😀\"}",
                "[[],{},[null,true,false],{\"a\":{\"b\":[1E+2,0.0e-0]}}]",
                "\" { , : \\\" \\\\\"",
                "\"\uFFFD\uFFFF\""
            })
    void compactTextComesBackAsItWas(String text) {
        assertThat(parse(text).text()).isEqualTo(text);
    }

    @Test
    void whiteSpaceBetweenTokensIsDroppedAndNoOther() {
        JsonText value = parse(" {\t\"a b\" :\r\n[ 1 , \" \\\" x \" ,{ } ] , \"c\\\\\" : [ ] }\n");
        assertThat(value.text()).isEqualTo("{\"a b\":[1,\" \\\" x \",{}],\"c\\\\\":[]}");
        assertThat(value.length()).isEqualTo(value.text().length());
        JsonText list = value.member("a b").orElseThrow();
        assertThat(list.text()).isEqualTo("[1,\" \\\" x \",{}]");
        assertThat(list.length()).isEqualTo(list.text().length());
    }

    @Test
    void aTreeCanBeWalked() {
        JsonText value = parse("{\"\\u0061\": [1, \"x\\n\\u0000\"], \"b\": {\"c\": null}}");
        assertThat(value.kind()).isEqualTo(Kind.OBJECT);
        assertThat(value.members()).extracting(Member::name).containsExactly("a", "b");
        assertThat(value.members()).extracting(Member::nameText).containsExactly("\"\\u0061\"", "\"b\"");
        List<JsonText> elements = value.member("a").orElseThrow().elements();
        assertThat(elements).extracting(JsonText::kind).containsExactly(Kind.NUMBER, Kind.STRING);
        assertThat(elements.get(1).string()).isEqualTo("x\n\0");
        assertThat(value.member("b").orElseThrow().member("c").orElseThrow().kind())
                .isEqualTo(Kind.NULL);
        assertThat(value.member("c")).isEmpty();
        assertThat(elements.get(0).member("a")).isEmpty();
    }

    @Test
    void aPartIsAskedOnlyForWhatItHas() {
        JsonText number = parse("1");
        assertThatThrownBy(number::members).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(number::elements).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(number::string).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyEscapeIsDecoded() {
        assertThat(parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\uD83D\\uDE00\"").string())
                .isEqualTo("\"\\/\b\f\n\r\té😀");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``             | character 0, where the text ends: a value was expected",
                "`{`            | character 1, where the text ends: a member name in quotes was expected",
                "{a:1}          | character 1: a member name in quotes was expected",
                "{\"a\":1,}     | character 7: a member name in quotes was expected",
                "{\"a\" 1}      | character 5: a colon was expected",
                "[1 2]          | character 3: a comma or ] was expected",
                "[1,]           | character 3: a value was expected",
                "{\"a\":1]      | character 6: a comma or } was expected",
                "1 2            | character 2: nothing may follow the value",
                "01             | character 1: a number must not begin with zeros",
                "-              | character 1, where the text ends: a digit was expected",
                "1.e1           | character 2: a digit was expected",
                "nul            | character 0: a value was expected",
                "'\"abc'        | character 0: a value was expected",
                "\"abc          | character 4, where the text ends: a string has no end",
                "\"\\x\"        | character 1: there is no such escape",
                "\"\\u12g4\"    | character 5: four hexadecimal digits were expected",
                "\"\\u12\uFF13\uFF14\" | character 5: four hexadecimal digits were expected",
                "\"a\tb\"       | character 2: a control character in a string must be escaped",
                "\uFEFF{}       | character 0: a byte order mark is not allowed",
            })
    void aRefusalSaysWhatIsWrongAndWhere(String text, String detail) {
        TidingsException refused = refusal(() -> JsonText.parse(text, DEPTH));
        assertThat(refused.detail()).endsWith("at " + detail);
    }

    @Test
    void placesInBytesAreCountedInBytes() {
        TidingsException refused = refusal(() -> JsonText.parse("[\"é😀\" x]".getBytes(UTF_8), DEPTH));
        assertThat(refused.detail()).contains("byte 10:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\ud800\\u0041\"",
                "\"\\ud800\\n\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}"
            })
    void aLoneSurrogateIsRefusedAsAnEscape(String text) {
        assertThat(refusal(() -> parse(text)).detail()).endsWith("a surrogate stands alone");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\ud800', '\udc00'})
    void aLoneSurrogateIsRefusedAsItIs(char surrogate) {
        for (String text : List.of("\"" + surrogate, "\"" + surrogate + "\"", "\"" + surrogate + "\\udc00\"")) {
            assertThat(refusal(() -> JsonText.parse(text, DEPTH)).detail()).endsWith("a surrogate stands alone");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "22ff22, 1", // no lead byte
        "22c0af22, 1", // overlong
        "22e080af22, 1",
        "22eda08022, 1", // a surrogate
        "22f490808022, 1", // past U+10FFFF
        "2261c322, 2", // truncated
        "2261e282, 2",
        "efbfbdff, 3" // after a true U+FFFD
    })
    void whatIsNotUtf8IsRefused(String hex, int place) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        TidingsException refused = refusal(() -> JsonText.parse(bytes, DEPTH));
        assertThat(refused.detail()).isEqualTo("The text is not UTF-8 at byte " + place);
    }

    @Test
    void aByteOrderMarkIsRefusedInBytes() {
        byte[] bytes = "\u00ef\u00bb\u00bf{}".getBytes(ISO_8859_1);
        assertThat(refusal(() -> JsonText.parse(bytes, DEPTH)).detail()).endsWith("a byte order mark is not allowed");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 8, 9, 10, 100, 50_000})
    void aDuplicateNameIsRefusedHoweverManyThereAre(int count) {
        String others =
                IntStream.range(0, count - 1).mapToObj(i -> "\"k" + i + "\":0,").collect(Collectors.joining());
        assertThat(parse("{" + others + "\"last\":0}").members()).hasSize(count);
        TidingsException refused = refusal(() -> parse("{" + others + "\"\\u006b0\":0}"));
        assertThat(refused.detail())
                .endsWith("at character " + (others.length() + 1) + ": this member name stands in the object twice");
    }

    @Test
    void namesRepeatInOtherObjects() {
        assertThat(parse("{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]}}").depth()).isEqualTo(4);
    }

    @Test
    void nestingIsCountedFromTheValueItself() {
        assertThat(parse("1").depth()).isZero();
        assertThat(parse("{}").depth()).isEqualTo(1);
        assertThat(parse("[1,[],[[2]],{\"a\":[]}]").depth()).isEqualTo(3);
        String deepest = "[".repeat(DEPTH) + "]".repeat(DEPTH);
        assertThat(parse(deepest).depth()).isEqualTo(DEPTH);
        assertThat(refusal(() -> parse("{\"a\":" + deepest + "}")).detail())
                .endsWith("there are more than 64 levels of nesting");
        assertThat(JsonText.parse("1", 0).kind()).isEqualTo(Kind.NUMBER);
        refusal(() -> JsonText.parse("[]", 0));
    }

    @Test
    void aHundredThousandLevelsAreRefusedAtOnce() {
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            refusal(() -> JsonText.parse("[".repeat(100_000), DEPTH));
            refusal(() -> JsonText.parse("{\"a\":".repeat(100_000), 1_000));
            JsonText.parse("[".repeat(1_000) + "]".repeat(1_000), 1_000);
        });
    }

    @Test
    void theTimeToDecodeAStringDoesNotDependOnWhatStandsAroundIt() {
        JsonText many = JsonText.parse("[" + "\"x\",".repeat(300_000) + "\"x\"]", 1);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(many.elements())
                .allMatch(x -> x.string().equals("x")));
    }

    @Test
    void aTreeIsComposedOfPartsThatKeepTheirText() {
        JsonText source = parse("{\"a\": 1.0, \"\\u0062\": [1E2, {\"x\" : 1}]}");
        JsonText made = JsonText.object(List.of(
                source.members().get(1),
                Member.of("q\"\n\u0001é", JsonText.string("a\\b\u001f/")),
                source.members().get(0).with(JsonText.array(List.of())),
                Member.of("c", JsonText.array(List.of(source, JsonText.object(List.of()))))));
        assertThat(made.text())
                .isEqualTo("{\"\\u0062\":[1E2,{\"x\":1}],\"q\\\"\\n\\u0001é\":\"a\\\\b\\u001f/\",\"a\":[],"
                        + "\"c\":[{\"a\":1.0,\"\\u0062\":[1E2,{\"x\":1}]},{}]}");
        assertThat(made.length()).isEqualTo(made.text().length());
        assertThat(made.depth()).isEqualTo(5);
        assertThat(parse(made.text()).sameValue(made)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1                      | 1.0e0",
                "-0                     | 0e5",
                "\"\\u0061\"            | \"a\"",
                "{\"a\":1,\"b\":[2]}    | {\"b\":[2.0],\"\\u0061\":10e-1}",
                "[1,{},null,true,false] | [1,{},null,true,false]",
            })
    void valuesAreTheSameWhateverTheirText(String a, String b) {
        assertThat(parse(a).sameValue(parse(b))).isTrue();
        assertThat(parse(b).sameValue(parse(a))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1         | \"1\"",
                "null      | false",
                "[1,2]     | [2,1]",
                "[1]       | [1,1]",
                "{\"a\":1} | {\"b\":1}",
                "{\"a\":1} | {\"a\":2}",
                "{\"a\":1} | {\"a\":1,\"b\":1}",
                "{}        | []",
                "123456789012345678901234567890 | 123456789012345678901234567891",
            })
    void otherValuesAreNot(String a, String b) {
        assertThat(parse(a).sameValue(parse(b))).isFalse();
        assertThat(parse(b).sameValue(parse(a))).isFalse();
    }
}
