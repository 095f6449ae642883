package dev.tidings.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.TidingsException;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchTest {

    private static final int LIMIT = 1_048_576;

    private static String patched(String target, String patch) {
        JsonText document = JsonText.parse(target, JsonText.MAX_DEPTH);
        return JsonPatch.parse(JsonText.parse(patch, JsonPatch.MAX_DEPTH))
                .apply(document, LIMIT)
                .text();
    }

    private static TidingsException refusal(String target, String patch) {
        try {
            patched(target, patch);
        } catch (TidingsException refused) {
            return refused;
        }
        throw new AssertionError("was applied");
    }

    /** The quotes of the tables are single, for the eye. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'\\u0061':1.10,'b':-0}   | {'op':'add','path':'/c','value':1E5}          | {'\\u0061':1.10,'b':-0,'c':1E5}",
                "{'\\u0061':1.10,'b':-0}   | {'op':'add','path':'/a','value':2.0}          | {'\\u0061':2.0,'b':-0}",
                "{'\\u0061':1.10,'b':-0}   | {'op':'replace','path':'/a','value':'\\/'}    | {'\\u0061':'\\/','b':-0}",
                "{'a':1e400,'b':2,'c':3}   | {'op':'remove','path':'/b'}                   | {'a':1e400,'c':3}",
                "{'a':1.0,'b':2}           | {'op':'move','from':'/a','path':'/c'}         | {'b':2,'c':1.0}",
                "{'a':1.0,'b':2}           | {'op':'move','from':'/b','path':'/a'}         | {'a':2}",
                "{'a':1.0,'b':2}           | {'op':'move','from':'/a','path':'/a'}         | {'a':1.0,'b':2}",
                "{'a':{'x':1.0},'b':2}     | {'op':'move','from':'/a/x','path':'/a'}       | {'a':1.0,'b':2}",
                "{'a':{'x':1.0},'b':2}     | {'op':'copy','from':'/a','path':'/a/y'}       | {'a':{'x':1.0,'y':{'x':1.0}},'b':2}",
                "{'a':1}                   | {'op':'copy','from':'','path':'/b'}           | {'a':1,'b':{'a':1}}",
                "{'a':1}                   | {'op':'move','from':'/a','path':''}           | 1",
                "{'a':[1.0,2]}             | {'op':'add','path':'/a/0','value':0.10}       | {'a':[0.10,1.0,2]}",
                "{'a':[1.0,2]}             | {'op':'add','path':'/a/2','value':3}          | {'a':[1.0,2,3]}",
                "{'a':[1.0,2]}             | {'op':'add','path':'/a/-','value':3}          | {'a':[1.0,2,3]}",
                "{'a':[1,2,3]}             | {'op':'move','from':'/a/0','path':'/a/2'}     | {'a':[2,3,1]}",
                "{'a':[1,2,3]}             | {'op':'move','from':'/a/0','path':'/a/-'}     | {'a':[2,3,1]}",
                "{'-':1,'01':2}            | {'op':'replace','path':'/-','value':0}        | {'-':0,'01':2}",
                "{'-':1,'01':2}            | {'op':'remove','path':'/01'}                  | {'-':1}",
                "{'':{'':1}}               | {'op':'replace','path':'//','value':2}        | {'':{'':2}}",
                "{'a/b':1,'m~n':2,'~1':3}  | {'op':'remove','path':'/~01'}                 | {'a/b':1,'m~n':2}",
                "{}                        | {'op':'add','path':'/q\\\"~1~0\\n','value':1} | {'q\\\"/~\\n':1}",
                "{'a':1}                   | {'op':'remove','path':'/a','value':1,'x':[]}  | {}",
                "{'a':1}                   | {'op':'test','path':'/a','value':10e-1}       | {'a':1}",
                "{'a':'\\u0061'}           | {'op':'test','path':'/\\u0061','value':'a'}   | {'a':'\\u0061'}",
                "{'a':{'x':1,'y':[]}}      | {'op':'test','path':'','value':{'a':{'y':[],'x':1.0}}} | {'a':{'x':1,'y':[]}}",
                "{ 'a' : [ 1 , 2 ] }       | {'op':'add','path':'/b','value':{ 'c' : [ ] }} | {'a':[1,2],'b':{'c':[]}}",
            })
    void aPatchLeavesWhatItDoesNotTouch(String target, String operation, String result) {
        assertThat(patched(json(target), "[" + json(operation) + "]")).isEqualTo(json(result));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'add','path':'/x/y','value':1}",
                "{'op':'add','path':'/n/y','value':1}",
                "{'op':'add','path':'/a/3','value':1}",
                "{'op':'add','path':'/a/01','value':1}",
                "{'op':'add','path':'/a/+1','value':1}",
                "{'op':'add','path':'/a/-1','value':1}",
                "{'op':'add','path':'/a/1e0','value':1}",
                "{'op':'add','path':'/a/\u0661','value':1}",
                "{'op':'add','path':'/a/4294967296','value':1}",
                "{'op':'add','path':'/a/99999999999999999999','value':1}",
                "{'op':'add','path':'/a/','value':1}",
                "{'op':'remove','path':''}",
                "{'op':'remove','path':'/x'}",
                "{'op':'remove','path':'/n/x'}",
                "{'op':'remove','path':'/a/-'}",
                "{'op':'remove','path':'/a/2'}",
                "{'op':'replace','path':'/x','value':1}",
                "{'op':'replace','path':'/a/-','value':1}",
                "{'op':'replace','path':'/a/00','value':1}",
                "{'op':'move','from':'/x','path':'/y'}",
                "{'op':'move','from':'/x','path':'/x'}",
                "{'op':'move','from':'/o','path':'/o/p'}",
                "{'op':'move','from':'/o','path':'/o/p/q'}",
                "{'op':'move','from':'','path':'/z'}",
                "{'op':'copy','from':'/a/-','path':'/y'}",
                "{'op':'copy','from':'/a/0','path':'/x/y'}",
            })
    void whatCannotBeDoneIsInvalid(String operation) {
        TidingsException refused = refusal(
                json("{'a':[1,2],'n':1,'o':{'p':{}}}"),
                json("[{'op':'add','path':'/new','value':1}," + operation + "]"));
        assertThat(refused.code()).as(refused.detail()).isEqualTo(Code.INVALID);
        assertThat(refused.detail()).startsWith("Operation 1 of the patch: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'test','path':'/a','value':[2,1]}",
                "{'op':'test','path':'/n','value':'1'}",
                "{'op':'test','path':'/x','value':null}",
                "{'op':'test','path':'/n/x','value':null}",
                "{'op':'test','path':'/a/-','value':null}",
                "{'op':'test','path':'/a/00','value':1}",
                "{'op':'test','path':'/a/2','value':1}",
            })
    void aTestThatFailsIsAConflict(String operation) {
        TidingsException refused = refusal(json("{'a':[1,2],'n':1}"), json("[" + operation + "]"));
        assertThat(refused.code()).isEqualTo(Code.CONFLICT);
        assertThat(refused.detail()).isEqualTo("Operation 0 of the patch: the test failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "'x'",
                "[1]",
                "[{}]",
                "[{'op':'spam','path':''}]",
                "[{'op':'Add','path':'','value':1}]",
                "[{'op':1,'path':'','value':1}]",
                "[{'path':'','value':1}]",
                "[{'op':'remove'}]",
                "[{'op':'remove','path':null}]",
                "[{'op':'remove','path':'a'}]",
                "[{'op':'remove','path':'#/a'}]",
                "[{'op':'remove','path':'/a~'}]",
                "[{'op':'remove','path':'/a~2/b'}]",
                "[{'op':'add','path':'/a'}]",
                "[{'op':'replace','path':'/a'}]",
                "[{'op':'test','path':'/a'}]",
                "[{'op':'move','path':'/a'}]",
                "[{'op':'copy','path':'/a','from':7}]",
                "[{'op':'copy','path':'/a','from':'b'}]",
                "[{'op':'add','path':'/x','value':1,'op':'remove'}]",
                "[{'op':'test','path':'/a','value':2},{'op':'spam'}]",
            })
    void whatIsNoPatchIsABadRequest(String patch) {
        assertThat(refusal(json("{'a':1}"), json(patch)).code()).isEqualTo(Code.BAD_REQUEST);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    @Test
    void aValueMayBeAsDeepAsAResource() {
        String add = json("[{'op':'add','path':'%s','value':%s}]");
        assertThat(patched("{}", add.formatted("", nested(64)))).isEqualTo(nested(64));
        assertThat(patched("{}", add.formatted("/a", nested(63)))).hasSize(6 + 126);
        assertThat(refusal("{}", add.formatted("/a", nested(64))).code()).isEqualTo(Code.INVALID);
        assertThat(refusal("{}", add.formatted("", nested(65))).code()).isEqualTo(Code.BAD_REQUEST);
    }

    @Test
    void theResultsDepthCountsAndInBetweenTwiceOfIt() {
        String deepen =
                "{'op':'copy','from':'/a','path':'/b'},{'op':'move','from':'/a','path':'/b" + "/0".repeat(62) + "/0'}";
        String target = "{\"a\":" + nested(63) + "}";
        assertThat(patched(target, json("[" + deepen + ",{'op':'remove','path':'/b'}]")))
                .isEqualTo("{}");
        assertThat(refusal(target, json("[" + deepen + "]")).code()).isEqualTo(Code.INVALID);
        String deeper = json("[" + deepen + ",{'op':'copy','from':'/b','path':'/c'},{'op':'move','from':'/b','path':'/c"
                + "/0".repeat(62) + "/1'},{'op':'remove','path':'/c'}]");
        assertThat(refusal(target, deeper))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(Code.INVALID))
                .hasMessageContaining("Operation 3 ")
                .hasMessageContaining("128 levels");
    }

    @Test
    void copiesThatDoubleEachTimeAreTooLarge() {
        String copies = Collections.nCopies(60, json("{'op':'copy','from':'/a','path':'/a/-'}")).stream()
                .collect(Collectors.joining(","));
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            TidingsException refused = refusal(json("{'a':['0123456789']}"), "[" + copies + "]");
            assertThat(refused.code()).isEqualTo(Code.TOO_LARGE);
        });
    }

    @Test
    void theResultsLengthCountsAndInBetweenTwiceOfIt() {
        String target = "{\"a\":\"" + "x".repeat(LIMIT * 3 / 5) + "\"}";
        String copy = "{'op':'copy','from':'/a','path':'/b'}";
        String remove = "{'op':'remove','path':'/a'}";
        assertThat(patched(target, json("[" + copy + "," + remove + "]"))).isEqualTo(target.replace('a', 'b'));
        assertThat(refusal(target, json("[" + copy + "]")).code()).isEqualTo(Code.TOO_LARGE);
        String thrice =
                json("[" + copy + ",{'op':'copy','from':'/a','path':'/c'},{'op':'copy','from':'/a','path':'/d'}]");
        assertThat(refusal(target, thrice)).hasMessageContaining("Operation 2 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'op':'add','path':'/b','value':[1]}]",
                "[{'op':'replace','path':'/a','value':[ 1 , 2 ]}]",
                "[{'op':'add','path':'/a/0','value':'\\u0061'},{'op':'copy','from':'/a','path':'/\\n'}]"
            })
    void theLimitIsExact(String text) {
        JsonText target = JsonText.parse(json("{ 'a' : [ 1 ] }"), JsonText.MAX_DEPTH);
        JsonPatch patch = JsonPatch.parse(JsonText.parse(json(text), JsonPatch.MAX_DEPTH));
        long length = patch.apply(target, LIMIT).length();
        assertThat(patch.apply(target, length).length()).isEqualTo(length);
        assertThatThrownBy(() -> patch.apply(target, length - 1))
                .isInstanceOfSatisfying(TidingsException.class, refused -> assertThat(refused.code())
                        .isEqualTo(Code.TOO_LARGE));
    }

    @Test
    void whatIsTooLargeAlreadyMayShrink() {
        String much = "{\"a\":1,\"b\":\"" + "x".repeat(LIMIT) + "\"}";
        assertThat(patched(much, json("[{'op':'replace','path':'/a','value':2},{'op':'remove','path':'/b'}]")))
                .isEqualTo("{\"a\":2}");
    }

    @Test
    void aPatchThatTakesTooMuchWorkIsRefusedSoon() {
        String list = "{\"a\":[" + "0,".repeat(499_999) + "0]}";
        String removals =
                "[" + String.join(",", Collections.nCopies(30_000, json("{'op':'remove','path':'/a/0'}"))) + "]";
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(refusal(list, removals).code()).isEqualTo(Code.TOO_LARGE);
        });
    }

    @Test
    void aLongPatchOfALargeDocumentTakesAMoment() {
        int many = 20_000;
        String document =
                IntStream.range(0, many).mapToObj(i -> "\"k" + i + "\":0").collect(Collectors.joining(",", "{", "}"));
        String patch = IntStream.range(0, many)
                .mapToObj(i -> json("{'op':'replace','path':'/k" + i + "','value':1}"))
                .collect(Collectors.joining(",", "[", "]"));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(patched(document, patch))
                .isEqualTo(document.replace(":0", ":1")));
    }

    @Test
    void aThousandOperationsOnALongListAreFine() {
        String list = IntStream.range(0, 10_000).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        String removals = "[" + String.join(",", Collections.nCopies(1_000, json("{'op':'remove','path':'/0'}"))) + "]";
        assertThat(patched(list, removals)).startsWith("[1000,1001,").hasSizeLessThan(list.length());
    }
}
