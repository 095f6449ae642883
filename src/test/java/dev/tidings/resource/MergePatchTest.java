package dev.tidings.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Member;
import dev.tidings.model.RandomJson;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

    private static JsonText parse(String text) {
        return JsonText.parse(text, JsonText.MAX_DEPTH);
    }

    private static String merged(String target, String patch) {
        return MergePatch.apply(parse(target), parse(patch)).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = { // RFC 7396, appendix A
                "{'a':'b'}           | {'a':'c'}               | {'a':'c'}",
                "{'a':'b'}           | {'b':'c'}               | {'a':'b','b':'c'}",
                "{'a':'b'}           | {'a':null}              | {}",
                "{'a':'b','b':'c'}   | {'a':null}              | {'b':'c'}",
                "{'a':['b']}         | {'a':'c'}               | {'a':'c'}",
                "{'a':'c'}           | {'a':['b']}             | {'a':['b']}",
                "{'a':{'b':'c'}}     | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}   | {'a':[1]}               | {'a':[1]}",
                "['a','b']           | ['c','d']               | ['c','d']",
                "{'a':'b'}           | ['c']                   | ['c']",
                "{'a':'foo'}         | null                    | null",
                "{'a':'foo'}         | 'bar'                   | 'bar'",
                "{'e':null}          | {'a':1}                 | {'e':null,'a':1}",
                "[1,2]               | {'a':'b','c':null}      | {'a':'b'}",
                "{}                  | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
            })
    void theExamplesOfTheStandardHold(String target, String patch, String result) {
        assertThat(merged(target.replace('\'', '"'), patch.replace('\'', '"'))).isEqualTo(result.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'\\u0061':1.10,'b':-0}    | {'c':1E5}              | {'\\u0061':1.10,'b':-0,'c':1E5}",
                "{'\\u0061':1.10,'b':-0}    | {'a':2.0}              | {'\\u0061':2.0,'b':-0}",
                "{'a':{'x':1e400,'y':1},'b':2} | {'a':{'y':null,'z':[null]}} | {'a':{'x':1e400,'z':[null]},'b':2}",
                "{'a': 1, 'b': [1, 2]}      | { 'c' : { 'd' : null , 'e' : 1.0 } } | {'a':1,'b':[1,2],'c':{'e':1.0}}",
                "{'a':1,'b':2,'c':3}        | {'\\u0062':null}       | {'a':1,'c':3}",
                "{'a':1.0,'b':2}            | {}                     | {'a':1.0,'b':2}",
            })
    void aPatchLeavesTheTextAndPlaceOfWhatItDoesNotTouch(String target, String patch, String result) {
        assertThat(merged(target.replace('\'', '"'), patch.replace('\'', '"'))).isEqualTo(result.replace('\'', '"'));
    }

    @Test
    void aPatchMergesAsAnotherLibraryDoes() {
        LongStream.range(0, 10_000).forEach(seed -> {
            RandomJson random = new RandomJson(new Random(seed));
            String target = random.value(4);
            String patch = random.value(4);
            JsonValue expected =
                    Oracle.JSON.createMergePatch(Oracle.read(patch)).apply(Oracle.read(target));
            assertThat(Oracle.read(merged(target, patch)))
                    .as("seed %d: %s on %s", seed, patch, target)
                    .isEqualTo(expected);
        });
    }

    @Test
    void membersThatThePatchDoesNotNameStayBeforeItsNewOnes() {
        LongStream.range(0, 10_000).forEach(seed -> {
            RandomJson random = new RandomJson(new Random(seed));
            JsonText target = parse(random.object(3));
            JsonText patch = parse(random.object(3));
            JsonText result = MergePatch.apply(target, patch);
            List<String> untouched = texts(target.members().stream()
                    .filter(member -> patch.member(member.name()).isEmpty())
                    .toList());
            List<String> kept = texts(result.members());
            kept.retainAll(untouched);
            assertThat(kept).as("seed %d", seed).isEqualTo(untouched);
            assertThat(result.length()).isEqualTo(result.text().length());
        });
    }

    private static List<String> texts(List<Member> members) {
        return members.stream()
                .map(member -> member.nameText() + ":" + member.value().text())
                .collect(Collectors.toList());
    }
}
